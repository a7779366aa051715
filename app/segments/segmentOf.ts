import { NotFoundError } from '../../core/shared/errors.ts';
import type { Segment } from '../../core/segments/segment.ts';
import type { Stores } from '../ports/stores/stores.ts';

/** A segment by its id. Throws NotFoundError. */
export async function segmentOf({ segments }: Pick<Stores, 'segments'>, id: string): Promise<Segment> {
  const segment = await segments.get(id);
  if (!segment) throw new NotFoundError('segment', id);
  return segment;
}
