import { z } from 'zod';
import type { PopulationStatistics } from './populationStatistics.ts';
import type { Distribution } from '../statistics/distribution.ts';

const refused = z.object({ ok: z.literal(false), reason: z.string() });

/** What every fit tells: how likely it is, parameters that the data leave open, and 95 % intervals. */
const told = {
  ok: z.literal(true),
  logLikelihood: z.number(),
  held: z.array(z.string()),
  intervals: z.record(z.string(), z.tuple([z.number(), z.number()])).exactOptional(),
};

const activitySchema = z.discriminatedUnion('ok', [
  z.object({
    ...told,
    values: z.object({ r: z.number(), alpha: z.number(), a: z.number(), b: z.number() }),
    customers: z.number(),
    repeatBuyers: z.number(),
  }),
  refused,
]);

const spendSchema = z.discriminatedUnion('ok', [
  z.object({
    ...told,
    values: z.object({ p: z.number(), q: z.number(), gamma: z.number() }),
    spenders: z.number(),
    correlation: z.number(),
    isIndependent: z.boolean(),
  }),
  refused,
]);

const borders = z.array(z.number()).length(4).readonly();

/** Everything that a refresh fitted but the distributions, which are large. */
export const fittedModelsSchema = z.object({
  runId: z.string(),
  /** When the refresh began (epoch ms), its day number, and when this was first stored. */
  fittedAt: z.number(),
  today: z.number(),
  storedAt: z.number(),
  timeZone: z.string(),
  currency: z.string(),
  /** With an order in the currency. */
  customers: z.number(),
  /** Days, and bins; absent where nobody has an order. */
  rfm: z.object({ recency: borders, frequency: borders, monetary: borders }).exactOptional(),
  activity: activitySchema,
  spend: spendSchema,
  horizonWeeks: z.number(),
  annualDiscount: z.number(),
});

export type FittedModels = z.infer<typeof fittedModelsSchema>;

/** The form in which rules read it. */
export function populationStatisticsOf(
  fitted: FittedModels,
  distributions: ReadonlyMap<string, Distribution>,
): PopulationStatistics {
  const { fittedAt, today, currency, customers, rfm, activity, spend, horizonWeeks, annualDiscount } = fitted;
  return {
    fittedAt,
    today,
    currency,
    customers,
    ...(rfm && { rfm }),
    distributions,
    prediction: activity.ok
      ? {
          ok: true,
          model: { activity: activity.values, ...(spend.ok && { spend: spend.values }) },
          horizon: { weeks: horizonWeeks, annualDiscount },
        }
      : { ok: false, reason: activity.reason },
  };
}
