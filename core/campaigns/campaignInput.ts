import { z } from 'zod';
import { senderAddressProblem, singleLineProblem } from './singleLine.ts';

export const HOLDOUT_ARM = 'holdout';

const singleLine = (max: number) =>
  z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(max, `must be at most ${max} characters`)
    .superRefine((text, context) => {
      const problem = singleLineProblem(text);
      if (problem !== undefined) context.addIssue({ code: 'custom', message: problem });
    });

export const senderSchema = z.strictObject({
  /** Shown as the sender. May be in any script. */
  name: singleLine(128),
  email: z
    .string()
    .trim()
    .superRefine((text, context) => {
      const problem = senderAddressProblem(text);
      if (problem !== undefined) context.addIssue({ code: 'custom', message: problem });
    }),
});

const armName = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,32}$/, 'must be 1 to 32 letters, digits, _ or -')
  .refine((arm) => arm.toLowerCase() !== HOLDOUT_ARM, 'must not be "holdout", the arm that gets no mail');

const variantSchema = z.strictObject({
  arm: armName,
  weight: z.number().positive().max(1000).default(1),
  templateId: z.string().min(1).max(128).exactOptional(),
});

const amount = z.number().int('must be whole minor units').min(0).max(Number.MAX_SAFE_INTEGER);

export const costsSchema = z.strictObject({
  /** Minor units for each accepted message, on top of what SES and AWS cost. */
  perMessage: amount.exactOptional(),
  /** Minor units once for the campaign: agency, photographs, prizes. */
  fixed: amount.exactOptional(),
  /** Share (0..1) of treated revenue that was given away as discount. */
  discountRate: z.number().min(0).max(1).exactOptional(),
});

const ids = z.array(z.string().min(1).max(128)).min(1, 'must name at least one segment').max(50);

/** The body of POST /campaigns. Unknown fields are refused, so that a misspelt `holdout` never means "no holdout". */
export const campaignInputSchema = z.strictObject({
  name: singleLine(200),
  segmentIds: ids.refine((list) => new Set(list).size === list.length, 'must not name a segment twice'),
  templateId: z.string().min(1).max(128),
  from: senderSchema,
  holdout: z.number().min(0).max(0.5).default(0),
  variants: z
    .array(variantSchema)
    .min(1)
    .max(10)
    .refine((list) => new Set(list.map((variant) => variant.arm)).size === list.length, 'must have different arms')
    .exactOptional(),
  schedule: z.strictObject({ at: z.iso.datetime({ offset: true }) }).exactOptional(),
  conversionWindowDays: z.number().int().min(1).max(90).default(14),
  costs: costsSchema.exactOptional(),
});

export type CampaignInput = z.infer<typeof campaignInputSchema>;
