import { NotFoundError } from '../../core/shared/errors.ts';
import type { Segment } from '../stores/segments.ts';
import type { Stores } from '../stores/stores.ts';

/** A segment by its id. Throws NotFoundError. */
export async function segmentOf({ segments }: Pick<Stores, 'segments'>, id: string): Promise<Segment> {
  const segment = await segments.get(id);
  if (!segment) throw new NotFoundError('segment', id);
  return segment;
}
