import type { Customer } from '../../../core/customers/customer.ts';
import { historyOf } from '../../../core/prediction/orderHistory.ts';
import { predict } from '../../../core/prediction/predict.ts';
import { rfmLabelOf } from '../../../core/population/rfmLabels.ts';
import { binOf } from '../../../core/statistics/sketchBins.ts';
import type { EvaluationContext } from '../../../core/segments/evaluation/context.ts';
import type { PredictedRule } from '../../../core/segments/clauses/predicted.ts';
import type { RfmRule } from '../../../core/segments/clauses/rfm.ts';
import type { PercentileRule } from '../../../core/segments/clauses/percentile.ts';
import { compare, dayNumber, localDate, metric } from './metricReference.ts';

export type QuantityRule = RfmRule | PercentileRule | PredictedRule;

/** As `holds`, for the clauses that compare a customer with all others. */
export function quantityHolds(rule: QuantityRule, customer: Customer, context: EvaluationContext): boolean {
  const { population, currency, timeZone, today } = context;
  const orders = customer.orders[currency];
  if (!orders?.count || !population) return false;
  if ('percentile' in rule) return percentile(rule, customer, context);
  if ('predicted' in rule) {
    const { prediction } = population;
    const history = historyOf(orders, { today, timeZone });
    if (!prediction.ok || !history) return false;
    const value = predict(prediction.model, history, prediction.horizon)[rule.predicted];
    return value !== undefined && compare(value, rule);
  }
  if (!population.rfm) return false;
  const over = (borders: readonly number[], value: number) => borders.filter((border) => border < value).length;
  const silent = Math.max(0, population.today - dayNumber(localDate(orders.lastAt, timeZone)));
  const scores = {
    recency: 5 - over(population.rfm.recency, silent),
    frequency: 1 + over(population.rfm.frequency, binOf(orders.count)),
    monetary: 1 + over(population.rfm.monetary, binOf(orders.gross - orders.refunds)),
  };
  const { rfm } = rule;
  if ('includes' in rfm) return rfm.includes(rfmLabelOf(scores));
  return (
    (!rfm.recency || compare(scores.recency, rfm.recency)) &&
    (!rfm.frequency || compare(scores.frequency, rfm.frequency)) &&
    (!rfm.monetary || compare(scores.monetary, rfm.monetary))
  );
}

function percentile(rule: PercentileRule, customer: Customer, context: EvaluationContext): boolean {
  const { percentile: name, within } = rule;
  const all = context.population!.distributions.get(within === undefined ? name : `${name}|${within}`);
  const asked = { metric: name, ...(within !== undefined && { within }), gte: 0 };
  const value = metric(asked, customer, context);
  if (!all || value === undefined) return false;
  const sideOf = (bin: number) => ('top' in rule ? bin >= binOf(value) : bin <= binOf(value));
  const asGood = all.counts.reduce((sum, count, index) => sum + (sideOf(all.bins[index]!) ? count : 0), 0);
  return asGood * 100 <= all.total * ('top' in rule ? rule.top : rule.bottom);
}
