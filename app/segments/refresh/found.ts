import { z } from 'zod';

const count = z.number().int();
const segmentSchema = z.object({ size: count, entered: count, left: count });

/** Where a refresh of one shard stands. Travels in the workflow's own state, so that a retried time slice counts once. */
export const foundSchema = z.object({
  after: z.object({ bucket: z.number().int(), id: z.string() }).exactOptional(),
  /** `full`: whatever was remembered, everybody is evaluated. */
  mode: z.enum(['full', 'incremental']).default('full'),
  scanned: count,
  evaluated: count.default(0),
  evaluations: count.default(0),
  changed: count,
  segments: z.record(z.string(), segmentSchema),
});
export type Found = z.infer<typeof foundSchema>;
export type SegmentCounts = z.infer<typeof segmentSchema>;

export function nothingFound(mode: Found['mode'], segmentIds: readonly string[]): Found {
  const segments = Object.fromEntries(segmentIds.map((id) => [id, { size: 0, entered: 0, left: 0 }]));
  return { mode, scanned: 0, evaluated: 0, evaluations: 0, changed: 0, segments };
}

/** The counts of several shards together. */
export function sumSegments(parts: Iterable<Readonly<Record<string, SegmentCounts>>>): Map<string, SegmentCounts> {
  const sums = new Map<string, SegmentCounts>();
  for (const part of parts) {
    for (const [id, counts] of Object.entries(part)) {
      const sum = sums.get(id) ?? { size: 0, entered: 0, left: 0 };
      sums.set(id, {
        size: sum.size + counts.size,
        entered: sum.entered + counts.entered,
        left: sum.left + counts.left,
      });
    }
  }
  return sums;
}
