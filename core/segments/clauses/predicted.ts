import { FIELD } from '../../customers/storedCustomer.ts';
import { predict, type PredictionModel } from '../../prediction/predict.ts';
import { expectedOrders, noOrderProbability } from '../../prediction/bgNbd.ts';
import type { Horizon } from '../../prediction/lifetimeValue.ts';
import type { OrderHistory } from '../../prediction/orderHistory.ts';
import { storedHistory } from '../../prediction/storedOrders.ts';
import type { Reading } from '../evaluation/tests.ts';
import { comparatorNames, comparisonOf, compileComparison, inRange, type Comparison } from '../operands/comparison.ts';
import { saidComparison, type SaidComparison } from '../operands/said.ts';
import { oneOf, onlyFields } from '../parsing/fields.ts';
import type { Clause } from '../clause.ts';
import { missingReason } from './missing.ts';

export const PREDICTED = ['churn', 'nextOrders', 'clv'] as const;

/** The probability of no order, the order days and the revenue (minor units) to expect within the horizon. */
export type Predicted = (typeof PREDICTED)[number];

export type PredictedRule = { readonly predicted: Predicted } & Comparison;

interface Operands {
  readonly predicted: Predicted;
  readonly comparison: SaidComparison;
}

export const predictedClause: Clause<'predicted', PredictedRule, Operands> = {
  key: 'predicted',
  parse(fields, path) {
    onlyFields(fields, path, ['predicted', ...comparatorNames]);
    const predicted = oneOf(PREDICTED, fields.get('predicted'), `${path}.predicted`);
    const comparison = comparisonOf(fields, path);
    if (predicted === 'churn') inRange(comparison, path, { least: 0, most: 1, what: 'a probability from 0 to 1' });
    return { predicted, ...comparison };
  },
  /** Holds for nobody without a prediction, `ne` included. */
  compile(rule) {
    const reading = readPredicted(rule.predicted);
    const test = compileComparison(rule);
    return (item, _attributes, context) => {
      const value = reading(item, context);
      return !Number.isNaN(value) && test(value);
    };
  },
  explain({ predicted }, item, context) {
    const missing = missingReason(item, context);
    if (missing) return { value: null, reason: missing };
    const value = readPredicted(predicted)(item, context);
    if (!Number.isNaN(value)) return { value };
    const prediction = context.population?.prediction;
    const isRefused = prediction?.ok !== true || (predicted === 'clv' && !prediction.model.spend);
    return { value: null, reason: isRefused ? 'refused' : 'noOrder' };
  },
  describe(rule) {
    const { comparison, not } = saidComparison(rule);
    return [{ operands: { predicted: rule.predicted, comparison }, not }];
  },
  fields: () => [FIELD.orders],
  externalDependency: () => 'population',
};

const QUANTITY: Readonly<
  Record<Predicted, (model: PredictionModel, history: OrderHistory, horizon: Horizon) => number | undefined>
> = {
  churn: (model, history, { weeks }) => noOrderProbability(model.activity, history, weeks),
  nextOrders: (model, history, { weeks }) => expectedOrders(model.activity, history, weeks),
  clv: (model, history, horizon) => (model.spend ? predict(model, history, horizon).clv : undefined),
};

/** As of today, by the models last fitted; NaN without them or without an order. */
function readPredicted(predicted: Predicted): Reading {
  const quantity = QUANTITY[predicted];
  return (item, context) => {
    const prediction = context.population?.prediction;
    const history = prediction?.ok === true ? storedHistory(item, context) : undefined;
    if (!history || prediction?.ok !== true) return NaN;
    return quantity(prediction.model, history, prediction.horizon) ?? NaN;
  };
}
