import type { Horizon } from '../prediction/lifetimeValue.ts';
import type { PredictionModel } from '../prediction/predict.ts';
import type { Distribution } from '../statistics/distribution.ts';
import type { RfmBorders } from './rfmBorders.ts';
import type { Currency } from '../shared/money.ts';

/**
 * What a refresh worked out over all customers with an order in the workspace's currency. Rules are evaluated by it until
 * the next one.
 */
export interface PopulationStatistics {
  /** When the refresh began (epoch ms), and the day number of that. */
  readonly fittedAt: number;
  readonly today: number;
  readonly currency: Currency;
  /** Customers with an order. */
  readonly customers: number;
  /** Absent where nobody has an order. */
  readonly rfm?: RfmBorders;
  /** By `distributionKey`. */
  readonly distributions: ReadonlyMap<string, Distribution>;
  readonly prediction: FittedPrediction;
}

type FittedPrediction =
  | { readonly ok: true; readonly model: PredictionModel; readonly horizon: Horizon }
  /** What is missing, in words that a marketer can act on. */
  | { readonly ok: false; readonly reason: string };

export const PERCENTILE_METRICS = ['revenue', 'orders', 'averageOrder', 'orderDays'] as const;
export type PercentileMetric = (typeof PERCENTILE_METRICS)[number];

/** A metric and its window, under which its distribution is kept. */
export function distributionKey(metric: PercentileMetric, within: string | undefined): string {
  return within === undefined ? metric : `${metric}|${within}`;
}
