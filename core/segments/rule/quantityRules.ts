import type { RfmLabel } from '../../population/rfmLabels.ts';
import type { PercentileMetric } from '../compile/quantities.ts';
import type { Comparison } from './rule.ts';

/** Tests of scores from 1 to 5; all that are given must hold. */
export interface RfmScoreTests {
  readonly recency?: Comparison;
  readonly frequency?: Comparison;
  readonly monetary?: Comparison;
}

export const RFM_SCORES = ['recency', 'frequency', 'monetary'] as const;

/** In any of these groups, or by scores. */
export interface RfmRule {
  readonly rfm: readonly RfmLabel[] | RfmScoreTests;
}

export function isLabels(rfm: RfmRule['rfm']): rfm is readonly RfmLabel[] {
  return Array.isArray(rfm);
}

/** In the first or last so many per cent (more than 0, at most 50) of all customers with an order. */
export type PercentileRule = { readonly percentile: PercentileMetric; readonly within?: string } & (
  { readonly top: number } | { readonly bottom: number }
);

export const PREDICTED = ['churn', 'nextOrders', 'clv'] as const;

/** The probability of no order, the order days and the revenue (minor units) to expect within the horizon. */
export type Predicted = (typeof PREDICTED)[number];

export type PredictedRule = { readonly predicted: Predicted } & Comparison;

export type QuantityRule = RfmRule | PercentileRule | PredictedRule;

/** Whether a clause is judged by what was fitted over all customers. */
export function readsQuantities(clause: object): clause is QuantityRule {
  return 'rfm' in clause || 'percentile' in clause || 'predicted' in clause;
}
