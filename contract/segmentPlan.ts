import * as z from 'zod';
import { ruleInputSchema, ruleSchema } from './rules.ts';
import { segmentNameSchema } from './segments.ts';
import { sentenceSchema } from './sentences.ts';

/** Segments as a file has them: `member` names segments by their names. */
export const segmentPlanRequestSchema = z.strictObject({
  segments: z.array(z.strictObject({ name: segmentNameSchema, rule: ruleInputSchema })),
  prune: z.boolean().default(false).meta({ description: 'Delete segments that the list does not have' }),
});

/** What has to happen to one segment. In its rule, too, `member` names segments by their names. */
const stepSchema = z.object({
  action: z.enum(['create', 'update', 'unchanged', 'delete']),
  id: z.string().exactOptional().meta({ description: 'Absent where it is to be made' }),
  name: z.string(),
  rule: ruleSchema,
  sentence: sentenceSchema,
  before: sentenceSchema.exactOptional(),
});

/** In the order in which it can be done. */
export const segmentPlanSchema = z.object({ steps: z.array(stepSchema) }).meta({ id: 'SegmentPlan' });

export type SegmentPlanStepResponse = z.infer<typeof stepSchema>;
export type SegmentPlanResponse = z.infer<typeof segmentPlanSchema>;
