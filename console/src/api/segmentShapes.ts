import * as z from 'zod/mini';

// The fields of segments, runs and previews that the console shows.
export const sentenceShape = z.object({ en: z.string(), fa: z.string(), uk: z.string() });

const optionalCount = z.optional(z.nullable(z.number()));

export const segmentShape = z.object({
  id: z.string(),
  name: z.string(),
  rule: z.unknown(),
  sentence: sentenceShape,
  size: optionalCount,
  entered: optionalCount,
  left: optionalCount,
  refreshedAt: z.optional(z.nullable(z.string())),
  history: z.optional(z.array(z.object({ at: z.string(), size: z.number(), entered: z.number(), left: z.number() }))),
});

const next = z.optional(z.nullable(z.string()));

export const segmentListShape = z.object({ items: z.array(segmentShape), next });

export const memberListShape = z.object({
  items: z.array(z.object({ customerId: z.string(), since: z.string() })),
  next,
});

export const overlapShape = z.object({
  a: z.number(),
  b: z.number(),
  both: z.number(),
  onlyA: z.number(),
  onlyB: z.number(),
  share: z.number(),
  complete: z.boolean(),
});

export const explanationShape = z.object({
  member: z.boolean(),
  since: z.optional(z.nullable(z.string())),
  sentence: sentenceShape,
  clauses: z.array(
    z.object({ path: z.string(), holds: z.boolean(), value: z.unknown(), sentence: sentenceShape, rule: z.unknown() }),
  ),
});

export const previewShape = z.object({
  matched: z.number(),
  scanned: z.number(),
  complete: z.boolean(),
  sample: z.array(z.string()),
  waterfall: z.array(z.object({ sentence: sentenceShape, matched: z.number(), remaining: z.number() })),
});

export const progressLineShape = z.object({ scanned: z.number(), total: z.optional(z.number()) });

export const runShape = z.object({
  status: z.enum(['running', 'succeeded', 'failed']),
  progress: z.object({ scanned: z.number(), ratio: z.number() }),
});

export type Sentence = z.infer<typeof sentenceShape>;
export type Segment = z.infer<typeof segmentShape>;
export type Explanation = z.infer<typeof explanationShape>;
export type Preview = z.infer<typeof previewShape>;
export type HistoryEntry = NonNullable<Segment['history']>[number];
