import type { MinorUnits } from '../shared/money.ts';
import { aliveProbability, expectedOrders, noOrderProbability, type BgNbdParameters } from './bgNbd.ts';
import { expectedSpend, type GammaGammaParameters } from './gammaGamma.ts';
import { discountedOrders, type Horizon } from './lifetimeValue.ts';
import type { OrderHistory } from './orderHistory.ts';

/** What a stored fit has to keep for predicting. */
export interface PredictionModel {
  readonly activity: BgNbdParameters;
  /** In minor units of one currency. */
  readonly spend?: GammaGammaParameters;
}

export interface Prediction {
  /** The probability that the customer still orders at all (1 before the first repeat). */
  readonly alive: number;
  /** The probability of no order within the horizon. */
  readonly churn: number;
  /** Expected order days within the horizon. */
  readonly nextOrders: number;
  /** Expected revenue per order day; absent where spend is not modelled. */
  readonly spend?: MinorUnits;
  /** Expected discounted revenue within the horizon; absent where spend is not modelled. Revenue, not profit. */
  readonly clv?: MinorUnits;
}

export function predict(model: PredictionModel, history: OrderHistory, horizon: Horizon): Prediction {
  const orders = {
    alive: aliveProbability(model.activity, history),
    churn: noOrderProbability(model.activity, history, horizon.weeks),
    nextOrders: expectedOrders(model.activity, history, horizon.weeks),
  };
  if (!model.spend) return orders;
  const { repeats, repeatValue } = history;
  const spend = expectedSpend(model.spend, { repeats, meanValue: repeats === 0 ? 0 : repeatValue / repeats });
  const discounted =
    horizon.annualDiscount === 0 ? orders.nextOrders : discountedOrders(model.activity, history, horizon);
  return { ...orders, spend: Math.round(spend), clv: Math.round(spend * discounted) };
}
