import * as z from 'zod';
import { idSchema } from './ids.ts';
import { pageOf } from './page.ts';
import { newSenderSchema, senderSchema, singleLine } from './senders.ts';
import { timeSchema } from './time.ts';

const armName = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,32}$/, 'must be 1 to 32 letters, digits, _ or -')
  .refine((arm) => arm.toLowerCase() !== 'holdout', 'must not be "holdout", the arm that gets no mail');

const newVariant = z.strictObject({
  arm: armName,
  weight: z
    .number()
    .positive()
    .max(1000)
    .default(1)
    .meta({ description: 'Share of the treated customers, relative to the other variants' }),
  templateId: idSchema.exactOptional(),
});

const amount = z.number().int('must be whole minor units').min(0).max(Number.MAX_SAFE_INTEGER);

const newCosts = z.strictObject({
  perMessage: amount
    .exactOptional()
    .meta({ description: 'Minor units for each accepted message, on top of what SES and AWS cost' }),
  fixed: amount.exactOptional().meta({ description: 'Minor units once: agency, photographs, prizes' }),
  discountRate: z
    .number()
    .min(0)
    .max(1)
    .exactOptional()
    .meta({ description: 'Share of treated revenue that was given away as discount' }),
});

const segmentIds = z.array(idSchema).min(1, 'must name at least one segment').max(50);

/** A draft. Unknown fields are refused, so that a misspelt `holdout` never means "no holdout". */
export const newCampaignSchema = z
  .strictObject({
    name: singleLine(200),
    segmentIds: segmentIds.refine((list) => new Set(list).size === list.length, 'must not name a segment twice'),
    templateId: idSchema,
    from: newSenderSchema,
    holdout: z.number().min(0).max(0.5).default(0).meta({ description: 'Share of the audience that gets no mail' }),
    variants: z
      .array(newVariant)
      .min(1)
      .max(10)
      .refine((list) => new Set(list.map((variant) => variant.arm)).size === list.length, 'must have different arms')
      .exactOptional(),
    schedule: z.strictObject({ at: z.iso.datetime({ offset: true }) }).exactOptional(),
    conversionWindowDays: z.number().int().min(1).max(90).default(14),
    costs: newCosts.exactOptional(),
  })
  .meta({ id: 'NewCampaign' });

export const campaignStatusSchema = z.enum([
  'draft',
  'scheduled',
  'sending',
  'paused',
  'halted',
  'sent',
  'measured',
  'cancelled',
]);

/** A campaign as it was made; an external one has no template, sender or segments of ours. */
export const campaignSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    status: campaignStatusSchema,
    origin: z.enum(['peyk', 'external']),
    createdAt: timeSchema,
    launchedAt: timeSchema.exactOptional(),
    segmentIds: z.array(z.string()),
    segments: z.array(z.object({ id: z.string(), name: z.string() })),
    templateId: z.string().exactOptional(),
    from: senderSchema.exactOptional(),
    holdout: z.number(),
    variants: z.array(z.object({ arm: z.string(), weight: z.number(), templateId: z.string().exactOptional() })),
    schedule: z.object({ at: timeSchema }).exactOptional(),
    conversionWindowDays: z.number(),
    costs: z
      .object({
        perMessage: z.number().exactOptional(),
        fixed: z.number().exactOptional(),
        discountRate: z.number().exactOptional(),
      })
      .exactOptional(),
    haltReason: z.string().exactOptional(),
  })
  .meta({ id: 'Campaign' });

const counts = z.record(z.string(), z.int());

/** Where everybody of an audience is. Always: audience = accepted + holdout + skipped + failed + unknown. */
export const progressSchema = z
  .object({
    audience: z.int(),
    accepted: z.int(),
    holdout: z.int(),
    skipped: counts.meta({ description: 'By reason; `waiting` are those whose turn has not come' }),
    failed: counts.meta({ description: "By the provider's code" }),
    unknown: z.int(),
  })
  .meta({ id: 'Progress' });

export const campaignWithProgressSchema = campaignSchema.extend({ progress: progressSchema });

export const campaignListSchema = pageOf(campaignWithProgressSchema);

export const campaignActionSchema = z.enum(['launch', 'pause', 'resume', 'cancel']);

/** What launching, pausing, resuming and cancelling answer. */
export const campaignStateSchema = z.object({ id: z.string(), status: campaignStatusSchema });

export type NewCampaignRequest = z.input<typeof newCampaignSchema>;
export type CampaignStatusResponse = z.infer<typeof campaignStatusSchema>;
export type CampaignResponse = z.infer<typeof campaignSchema>;
export type CampaignWithProgressResponse = z.infer<typeof campaignWithProgressSchema>;
export type CampaignActionRequest = z.infer<typeof campaignActionSchema>;
export type ProgressResponse = z.infer<typeof progressSchema>;
