import type { Deps } from '../../app/ports/deps.ts';

/** An API Gateway gives up after 30 s; what is left goes to whatever comes after the reading. */
const MOST_MS = 22_000;

/** Until when (epoch ms) a request may read customers; for ever where nobody gives up on it, as on one machine. */
export function respondBy({ clock, blobs }: Pick<Deps, 'clock' | 'blobs'>): number {
  return blobs.largestResponse === Number.POSITIVE_INFINITY ? Number.POSITIVE_INFINITY : clock() + MOST_MS;
}
