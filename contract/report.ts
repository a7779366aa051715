import * as z from 'zod';
import { billSchema } from './bill.ts';
import { campaignStatusSchema } from './campaigns.ts';
import { cellSchema } from './cell.ts';

export const attributionModelSchema = z.enum([
  'lastClick',
  'lastTouch',
  'firstTouch',
  'linear',
  'position',
  'timeDecay',
]);

export const reportQuerySchema = z.object({
  model: attributionModelSchema.default('lastClick'),
  windowDays: z.coerce
    .number()
    .int()
    .min(1)
    .max(365)
    .optional()
    .meta({ description: "Instead of the campaign's own conversion window" }),
  segments: z
    .enum(['targeted', 'all'])
    .default('targeted')
    .meta({ description: '`all`: a row for every segment that anybody was in at the send' }),
});

/** What a reader has to know beside the numbers. */
export const reportNoteSchema = z.enum([
  'noHoldout',
  'windowOpen',
  'sampleRatioMismatch',
  'segmentsOverlap',
  'multipleComparisons',
  'excludedCurrencies',
  'sesCostNotCounted',
]);

const variantSchema = cellSchema.extend({ arm: z.string() });

/** A segment as it was at the send. Segments may overlap; `notes` says so. */
const segmentSchema = cellSchema.extend({
  segment: z.string(),
  name: z.string(),
  variants: z.array(variantSchema),
});

const sides = z.object({ treated: z.int(), holdout: z.int() });

/** Recipients of the message, each counted once; machines' opens and clicks stand apart. */
const engagementSchema = z.object({
  delivered: z.int(),
  opens: z.int(),
  clicks: z.int(),
  unsubscribes: z.int(),
  machineOpens: z.int(),
  machineClicks: z.int(),
  hardBounces: z.int(),
  softBounces: z.int(),
  complaints: z.int(),
  rejected: z.int().meta({ description: 'SES took the message and then did not send it' }),
});

/** What a campaign earned, in whole and per segment and arm, and how sure that is. Money in minor units. */
export const reportSchema = z
  .object({
    currency: z.string(),
    status: campaignStatusSchema,
    model: attributionModelSchema,
    windowDays: z.number(),
    waterfall: z
      .object({ matched: z.int(), holdout: z.int(), sent: z.int() })
      .catchall(z.int())
      .meta({ description: 'matched = sent + holdout + `failed` + `unknown` + the skipped, each under its reason' }),
    assigned: sides.meta({ description: 'Customers of both sides' }),
    sampleRatio: z.object({ p: z.number().nullable(), ok: z.boolean() }).meta({
      description: 'Whether the arms hold the shares that were planned; `p` null where nothing can be tested',
    }),
    total: cellSchema,
    variants: z.array(variantSchema).meta({ description: 'One for each treated arm' }),
    segments: z.array(segmentSchema),
    comparisons: z
      .object({ intervals: z.int(), expectedToMiss: z.number() })
      .meta({ description: 'How many intervals are shown, and how many of them miss their truth by chance' }),
    excludedCurrencies: z.array(z.object({ currency: z.string(), orders: z.int() })),
    engagement: engagementSchema,
    refunds: sides.meta({ description: 'Given back of orders in the window' }),
    costs: billSchema.exactOptional().meta({ description: 'Metered so far; absent for an external campaign' }),
    notes: z.array(reportNoteSchema),
  })
  .meta({ id: 'Report' });

export type ReportQuery = z.input<typeof reportQuerySchema>;
export type ReportNoteResponse = z.infer<typeof reportNoteSchema>;
export type ReportResponse = z.infer<typeof reportSchema>;
export type ReportSegmentResponse = z.infer<typeof segmentSchema>;
