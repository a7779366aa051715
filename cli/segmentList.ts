import { paths, withQuery } from '../contract/paths.ts';
import { segmentListSchema, type SegmentResponse } from '../contract/segments.ts';
import type { Client } from './client.ts';

/** Every segment, newest first, however many pages that takes. */
export async function allSegments(client: Client): Promise<SegmentResponse[]> {
  const items: SegmentResponse[] = [];
  let cursor: string | undefined;
  do {
    const page = await client.get(withQuery(paths.segments, { limit: 200, cursor }), segmentListSchema);
    items.push(...page.items);
    cursor = page.next;
  } while (cursor !== undefined);
  return items;
}
