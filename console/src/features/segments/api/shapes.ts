import * as z from 'zod/mini';

// The fields of segments, runs and previews that the console shows.
const sentenceSchema = z.object({ en: z.string(), fa: z.string(), uk: z.string() });

const optionalCount = z.optional(z.nullable(z.number()));

export const segmentSchema = z.object({
  id: z.string(),
  name: z.string(),
  rule: z.unknown(),
  sentence: sentenceSchema,
  size: optionalCount,
  entered: optionalCount,
  left: optionalCount,
  refreshedAt: z.optional(z.nullable(z.string())),
  history: z.optional(z.array(z.object({ at: z.string(), size: z.number(), entered: z.number(), left: z.number() }))),
});

const next = z.optional(z.nullable(z.string()));

export const segmentListSchema = z.object({ items: z.array(segmentSchema), next });

export const memberListSchema = z.object({
  items: z.array(z.object({ customerId: z.string(), since: z.string() })),
  next,
});

export const overlapSchema = z.object({
  a: z.number(),
  b: z.number(),
  both: z.number(),
  onlyA: z.number(),
  onlyB: z.number(),
  share: z.number(),
  complete: z.boolean(),
});

export const descriptionSchema = z.object({ sentence: sentenceSchema });

export const explanationSchema = z.object({
  member: z.boolean(),
  since: z.optional(z.nullable(z.string())),
  sentence: sentenceSchema,
  clauses: z.array(
    z.object({ path: z.string(), holds: z.boolean(), value: z.unknown(), sentence: sentenceSchema, rule: z.unknown() }),
  ),
});

export const previewSchema = z.object({
  matched: z.number(),
  scanned: z.number(),
  complete: z.boolean(),
  sample: z.array(z.string()),
  waterfall: z.array(z.object({ sentence: sentenceSchema, matched: z.number(), remaining: z.number() })),
});

export const progressLineSchema = z.object({ scanned: z.number(), total: z.optional(z.number()) });

export const runSchema = z.object({
  status: z.enum(['running', 'succeeded', 'failed']),
  progress: z.object({ scanned: z.number(), ratio: z.number() }),
});

/** Of a customer, what conditions can ask for. */
const customerFields = z.object({
  attributes: z.record(z.string(), z.unknown()),
  events: z.record(z.string(), z.object({ count: z.number() })),
});
export const customerFieldsSchema = z.object({ items: z.array(customerFields) });

export type CustomerFields = z.infer<typeof customerFields>;
export type Sentence = z.infer<typeof sentenceSchema>;
export type Segment = z.infer<typeof segmentSchema>;
export type Explanation = z.infer<typeof explanationSchema>;
export type Preview = z.infer<typeof previewSchema>;
export type HistoryEntry = NonNullable<Segment['history']>[number];
