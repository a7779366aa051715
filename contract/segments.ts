import * as z from 'zod';
import { byIdSchema, idSchema } from './ids.ts';
import { pageOf } from './page.ts';
import { ruleInputSchema, ruleSchema } from './rules.ts';
import { sentenceSchema } from './sentences.ts';
import { timeSchema } from './time.ts';

export const segmentNameSchema = z
  .string()
  .trim()
  .min(1, 'must not be empty')
  .max(200, 'must be at most 200 characters');

/** A new segment, or what becomes of one. */
export const newSegmentSchema = z.object({ name: segmentNameSchema, rule: ruleInputSchema });

export const segmentSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    rule: ruleSchema,
    version: z.int().meta({ description: 'Counts changes of the rule, from 1' }),
    createdAt: timeSchema,
    sentence: sentenceSchema,
    size: z.int().exactOptional().meta({ description: 'Members at the last refresh' }),
    refreshedAt: timeSchema.exactOptional(),
    entered: z.int().exactOptional(),
    left: z.int().exactOptional(),
  })
  .meta({ id: 'Segment' });

/** One entry for each refresh, newest first. */
const historySchema = z.array(z.object({ at: timeSchema, size: z.int(), entered: z.int(), left: z.int() }));

export const segmentWithHistorySchema = segmentSchema.extend({ history: historySchema });

export const segmentListSchema = pageOf(segmentSchema);

export const removedSegmentSchema = z.object({ id: z.string(), name: z.string() });

/** A page may hold fewer members than were asked for and still have a next one. */
export const memberListSchema = pageOf(z.object({ customerId: z.string(), since: timeSchema }));

export const overlapPathSchema = byIdSchema.extend({ otherId: idSchema });

/** How two segments share their members. */
export const overlapSchema = z.object({
  a: z.int(),
  b: z.int(),
  both: z.int(),
  onlyA: z.int(),
  onlyB: z.int(),
  share: z.number().meta({ description: 'The part of those in either that is in both' }),
  complete: z.boolean().meta({ description: 'False where time ended before all customers were read' }),
});

export type NewSegmentRequest = z.input<typeof newSegmentSchema>;
export type SegmentResponse = z.infer<typeof segmentSchema>;
export type SegmentWithHistoryResponse = z.infer<typeof segmentWithHistorySchema>;
export type SegmentHistoryResponse = z.infer<typeof historySchema>;
export type MemberResponse = z.infer<typeof memberListSchema>['items'][number];
export type OverlapResponse = z.infer<typeof overlapSchema>;
