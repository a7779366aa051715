import * as z from 'zod';
import { byIdSchema, externalIdSchema } from './ids.ts';
import { rfmSchema } from './predictions.ts';
import { ruleSchema } from './rules.ts';
import { sentenceSchema } from './sentences.ts';
import { timeSchema } from './time.ts';

export const explanationPathSchema = byIdSchema.extend({ customerId: externalIdSchema });

/** What a clause looked at: an attribute, a number, a day, whether a segment holds, a consent (`at` in epoch ms), scores. */
export const explainedValueSchema = z.union([
  z.null(),
  z.string(),
  z.number(),
  z.boolean(),
  z.array(z.string()),
  z.object({ granted: z.boolean(), at: z.number(), source: z.string() }),
  rfmSchema,
]);

/** One clause of a rule and how it went for a customer. */
const clauseSchema = z.object({
  path: z.string(),
  rule: ruleSchema,
  holds: z.boolean(),
  value: explainedValueSchema.meta({ description: 'What it looked at, null where there was nothing' }),
  reason: z
    .enum(['noOrder', 'notFitted', 'windowNotFitted', 'refused'])
    .exactOptional()
    .meta({ description: 'Why there was nothing' }),
  limit: z.number().exactOptional().meta({ description: 'What a customer in the percentile has more than' }),
  knownFrom: z.string().exactOptional().meta({
    description: 'An ISO date: properties of events before it are no longer known, and it looks further back',
  }),
  sentence: sentenceSchema,
});

/** Why a customer is a member of a segment or not. */
export const explanationSchema = z
  .object({
    member: z.boolean(),
    since: timeSchema.exactOptional(),
    sentence: sentenceSchema,
    clauses: z.array(clauseSchema),
  })
  .meta({ id: 'Explanation' });

export type ExplainedValueResponse = z.infer<typeof explainedValueSchema>;
export type ExplanationResponse = z.infer<typeof explanationSchema>;
