import { z } from '@hono/zod-openapi';
import { quantileBin, type Distribution } from '../../../core/statistics/distribution.ts';
import type { FittedModels } from '../../../core/population/fittedModels.ts';
import { ACCURACY, middleOf } from '../../../core/statistics/sketchBins.ts';
import type { Quantities } from '../../../core/segments/compile/quantities.ts';
import { time } from '../shapes.ts';
import { timeText } from '../../../core/shared/timeText.ts';
import type { FitFailure } from '../../../app/ports/stores/quantities.ts';

const interval = z.tuple([z.number(), z.number()]);
const model = z.object({
  ok: z.boolean(),
  reason: z.string().optional(),
  values: z.record(z.string(), z.number()).optional(),
  intervals: z.record(z.string(), interval).optional(),
  held: z.array(z.string()).optional(),
  logLikelihood: z.number().optional(),
  customers: z.int().optional(),
  repeatBuyers: z.int().optional(),
  spenders: z.int().optional(),
  correlation: z.number().optional(),
  isIndependent: z.boolean().optional(),
});

const borders = z.array(z.number());
const fit = {
  fittedAt: time,
  currency: z.string(),
  customers: z.int(),
  horizonWeeks: z.int(),
  annualDiscount: z.number(),
  /** BG/NBD: when customers order. Gamma-Gamma: what they spend. Both in weeks and minor units. */
  activity: model,
  spend: model,
};

export const quantitiesShape = z
  .object({
    /** Null before the first fit. */
    current: z
      .object({
        ...fit,
        /** Borders and percentiles lie within this share of the exact ones. */
        relativeError: z.number(),
        rfm: z.object({ recencyDays: borders, orders: borders, revenue: borders }).nullable(),
        percentiles: z.array(
          z.object({
            metric: z.string(),
            within: z.string().optional(),
            customers: z.int(),
            p50: z.number(),
            p80: z.number(),
            p90: z.number(),
            p99: z.number(),
          }),
        ),
      })
      .nullable(),
    /** Why the refresh after that fitted nothing. */
    failure: z.object({ runId: z.string(), at: time, reason: z.string() }).nullable(),
    history: z.array(z.object(fit)),
  })
  .meta({ id: 'Quantities' });

/** What is fitted, newest first, with the distributions of the newest. */
export function quantitiesView(
  history: readonly FittedModels[],
  current: Quantities | undefined,
  failure: FitFailure | undefined,
): z.infer<typeof quantitiesShape> {
  const [newest] = history;
  const isSince = failure && failure.at > (newest?.storedAt ?? 0);
  return {
    current: newest && current ? { ...fitView(newest), ...distributionsView(newest, current) } : null,
    failure: isSince ? { ...failure, at: timeText(failure.at) } : null,
    history: history.map(fitView),
  };
}

function fitView(fitted: FittedModels) {
  const { fittedAt, currency, customers, horizonWeeks, annualDiscount, activity, spend } = fitted;
  return { fittedAt: timeText(fittedAt), currency, customers, horizonWeeks, annualDiscount, activity, spend };
}

function distributionsView({ rfm }: FittedModels, { distributions }: Quantities) {
  return {
    relativeError: ACCURACY,
    rfm: rfm
      ? {
          recencyDays: [...rfm.recency],
          orders: rfm.frequency.map(numberOf),
          revenue: rfm.monetary.map(numberOf),
        }
      : null,
    percentiles: [...distributions].map(([key, distribution]) => {
      const [metric = '', within] = key.split('|');
      return { metric, ...(within !== undefined && { within }), ...quantilesOf(distribution) };
    }),
  };
}

function quantilesOf(distribution: Distribution) {
  const at = (share: number) => numberOf(quantileBin(distribution, share) ?? 0);
  return { customers: distribution.total, p50: at(0.5), p80: at(0.8), p90: at(0.9), p99: at(0.99) };
}

/** Whole where the bin holds one whole number only. */
function numberOf(bin: number): number {
  return Math.round(middleOf(bin));
}
