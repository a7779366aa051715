import * as z from 'zod';
import { timeSchema } from './time.ts';

/** What the data were too few for, in words. */
const refused = z.object({ ok: z.literal(false), reason: z.string() });

/** What every fit tells: how likely it is, parameters that the data leave open, and 95 % intervals. */
const fitted = {
  ok: z.literal(true),
  logLikelihood: z.number(),
  held: z.array(z.string()),
  intervals: z.record(z.string(), z.tuple([z.number(), z.number()])).exactOptional(),
};

/** BG/NBD: when customers order, in weeks. */
const activity = z.discriminatedUnion('ok', [
  z.object({
    ...fitted,
    values: z.object({ r: z.number(), alpha: z.number(), a: z.number(), b: z.number() }),
    customers: z.int(),
    repeatBuyers: z.int(),
  }),
  refused,
]);

/** Gamma-Gamma: what they spend, in minor units. */
const spend = z.discriminatedUnion('ok', [
  z.object({
    ...fitted,
    values: z.object({ p: z.number(), q: z.number(), gamma: z.number() }),
    spenders: z.int(),
    correlation: z.number(),
    isIndependent: z.boolean(),
  }),
  refused,
]);

const fitSchema = z.object({
  fittedAt: timeSchema,
  currency: z.string(),
  customers: z.int(),
  horizonWeeks: z.int(),
  annualDiscount: z.number(),
  activity,
  spend,
});

const borders = z.array(z.number());

const percentileSchema = z.object({
  metric: z.string(),
  within: z.string().exactOptional(),
  customers: z.int(),
  p50: z.number(),
  p80: z.number(),
  p90: z.number(),
  p99: z.number(),
});

/** What refreshes fitted over all customers, newest first. */
export const quantitiesSchema = z
  .object({
    current: fitSchema
      .extend({
        relativeError: z.number().meta({ description: 'Of borders and percentiles' }),
        rfm: z.object({ recencyDays: borders, orders: borders, revenue: borders }).nullable(),
        percentiles: z.array(percentileSchema),
      })
      .nullable()
      .meta({ description: 'Null before the first fit' }),
    failure: z
      .object({ runId: z.string(), at: timeSchema, reason: z.string() })
      .nullable()
      .meta({ description: 'Why the refresh after that fitted nothing' }),
    history: z.array(fitSchema),
  })
  .meta({ id: 'Quantities' });

export type QuantitiesResponse = z.infer<typeof quantitiesSchema>;
export type FitResponse = z.infer<typeof fitSchema>;
