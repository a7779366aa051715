import * as z from 'zod';
import { problemSchema } from './problem.ts';
import { ruleInputSchema, ruleSchema } from './rules.ts';
import { sentenceSchema } from './sentences.ts';

export const describeRequestSchema = z.object({ rule: ruleInputSchema });

export const descriptionSchema = z.object({ sentence: sentenceSchema });

export const previewRequestSchema = z.object({
  rule: ruleInputSchema,
  at: z.iso.datetime({ offset: true }).optional().meta({ description: 'Instead of now' }),
});

/** Whom a rule matches, and how many customers remain after each part of it. */
export const previewSchema = z
  .object({
    matched: z.int(),
    scanned: z.int(),
    complete: z.boolean().meta({ description: 'False where time ended before all customers were read' }),
    sentence: sentenceSchema,
    sample: z.array(z.string()).meta({ description: 'Ids of the first customers found' }),
    waterfall: z.array(
      z.object({ path: z.string(), rule: ruleSchema, sentence: sentenceSchema, matched: z.int(), remaining: z.int() }),
    ),
  })
  .meta({ id: 'Preview' });

/** How far a preview is; `total` only where it is known. */
const progressLineSchema = z.object({ scanned: z.int(), total: z.int().exactOptional() });

/** A line of a preview in JSON lines: how far it is, and last the result or what went wrong. */
export const previewLineSchema = z.union([previewSchema, z.object({ problem: problemSchema }), progressLineSchema]);

export type PreviewRequest = z.input<typeof previewRequestSchema>;
export type PreviewResponse = z.infer<typeof previewSchema>;
export type PreviewLineResponse = z.infer<typeof previewLineSchema>;
