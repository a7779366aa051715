import { paths, withQuery } from '../contract/paths.ts';
import { startedRunSchema } from '../contract/runs.ts';
import type { Client } from './client.ts';
import { RequestError } from './errors.ts';

export interface RefreshToFollow {
  readonly runId: string;
  /** False where somebody else, or the schedule, had started it before. */
  readonly ours: boolean;
}

/** Starts a refresh, or finds the one under way: Peyk runs one at a time. */
export async function startRefresh(
  client: Client,
  { full = false }: { readonly full?: boolean } = {},
): Promise<RefreshToFollow> {
  try {
    const path = withQuery(paths.refresh, { full: full ? true : undefined });
    return { ...(await client.post(path, undefined, startedRunSchema)), ours: true };
  } catch (error) {
    const running = startedRunSchema.safeParse(error instanceof RequestError ? error.body : undefined);
    if (!running.success) throw error;
    return { runId: running.data.runId, ours: false };
  }
}
