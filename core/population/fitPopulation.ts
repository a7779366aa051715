import type { Estimate } from '../prediction/estimate.ts';
import { fitModels } from '../prediction/fitModels.ts';
import type { Horizon } from '../prediction/lifetimeValue.ts';
import type { Distribution } from '../statistics/distribution.ts';
import type { FitContext } from './fitContext.ts';
import type { FittedModels } from './fittedModels.ts';
import { fifthsOf } from './rfmBorders.ts';
import { RECENCY, type MergedSummary } from './shopSummary.ts';

export interface FitQuestion {
  readonly runId: string;
  readonly storedAt: number;
  readonly context: FitContext;
  readonly horizon: Horizon;
}

/** Works out everything from a merged summary. Models that the data cannot bear are refused with the reason. */
export function fitQuantities(
  { customers, models, distributions }: MergedSummary,
  { runId, storedAt, context, horizon }: FitQuestion,
): { readonly fitted: FittedModels; readonly distributions: ReadonlyMap<string, Distribution> } {
  const { activity, spend } = fitModels(models);
  const fifths = (key: string) => fifthsOf(distributions.get(key) ?? NOBODY);
  const rfm = { recency: fifths(RECENCY), frequency: fifths('orders'), monetary: fifths('revenue') };
  const isComplete = Object.values(rfm).every(({ length }) => length > 0);
  const percentiles = [...distributions].filter(([key, { total }]) => key !== RECENCY && total > 0);
  return {
    fitted: {
      runId,
      fittedAt: context.at,
      today: context.today,
      storedAt,
      timeZone: context.timeZone,
      currency: context.currency,
      customers,
      ...(isComplete && { rfm }),
      activity: activity.ok
        ? { ...told(activity.fit), customers: activity.fit.customers, repeatBuyers: activity.fit.repeatBuyers }
        : activity,
      spend: spend.ok
        ? {
            ...told(spend.fit),
            spenders: spend.fit.spenders,
            correlation: spend.fit.correlation,
            isIndependent: spend.fit.isIndependent,
          }
        : spend,
      horizonWeeks: horizon.weeks,
      annualDiscount: horizon.annualDiscount,
    },
    distributions: new Map(percentiles),
  };
}

const NOBODY: Distribution = { bins: [], counts: [], total: 0 };

function told<Name extends string>({ values, logLikelihood, held, intervals }: Estimate<Name>) {
  const within = intervals && Object.entries<readonly [number, number]>(intervals);
  return {
    ok: true as const,
    values: { ...values },
    logLikelihood,
    held: [...held],
    ...(within && { intervals: Object.fromEntries(within.map(([name, [low, high]]) => [name, span(low, high)])) }),
  };
}

const span = (low: number, high: number): [number, number] => [low, high];
