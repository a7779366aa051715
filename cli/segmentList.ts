import { z } from 'zod';
import type { Client } from './client.ts';

/** The part of a segment that commands use; the rest is kept for --json. */
export const segmentShape = z.looseObject({
  id: z.string(),
  name: z.string(),
  rule: z.unknown(),
  size: z.number().nullish(),
  entered: z.number().nullish(),
  left: z.number().nullish(),
  refreshedAt: z.string().nullish(),
  sentence: z.object({ en: z.string() }),
});

const listShape = z.object({ items: z.array(segmentShape), next: z.string().optional() });

/** Every segment, newest first, however many pages that takes. */
export async function allSegments(client: Client): Promise<z.infer<typeof segmentShape>[]> {
  const items: z.infer<typeof segmentShape>[] = [];
  let cursor: string | undefined;
  do {
    const query = new URLSearchParams({ limit: '200', ...(cursor !== undefined && { cursor }) });
    const page = await client.get(`/api/v1/segments?${query.toString()}`, listShape);
    items.push(...page.items);
    cursor = page.next;
  } while (cursor !== undefined);
  return items;
}
