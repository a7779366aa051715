import { predict, type PredictionModel } from '../../prediction/predict.ts';
import { expectedOrders, noOrderProbability } from '../../prediction/bgNbd.ts';
import type { Horizon } from '../../prediction/lifetimeValue.ts';
import type { OrderHistory } from '../../prediction/orderHistory.ts';
import { compileComparison, type Reading } from './compileMetric.ts';
import type { Test } from './evaluation.ts';
import type { Predicted, PredictedRule } from '../rule/quantityRules.ts';
import { storedHistory } from './storedOrders.ts';

const QUANTITY: Readonly<
  Record<Predicted, (model: PredictionModel, history: OrderHistory, horizon: Horizon) => number | undefined>
> = {
  churn: (model, history, { weeks }) => noOrderProbability(model.activity, history, weeks),
  nextOrders: (model, history, { weeks }) => expectedOrders(model.activity, history, weeks),
  clv: (model, history, horizon) => (model.spend ? predict(model, history, horizon).clv : undefined),
};

/** As of today, by the models last fitted; NaN without them or without an order. */
export function readPredicted(predicted: Predicted): Reading {
  const quantity = QUANTITY[predicted];
  return (item, context) => {
    const prediction = context.quantities?.prediction;
    const history = prediction?.ok === true ? storedHistory(item, context) : undefined;
    if (!history || prediction?.ok !== true) return NaN;
    return quantity(prediction.model, history, prediction.horizon) ?? NaN;
  };
}

/** Holds for nobody without a prediction, `ne` included. */
export function compilePredicted(rule: PredictedRule): Test {
  const reading = readPredicted(rule.predicted);
  const test = compileComparison(rule);
  return (item, _attributes, context) => {
    const value = reading(item, context);
    return !Number.isNaN(value) && test(value);
  };
}
