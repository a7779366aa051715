import fc from 'fast-check';
import { encodeCustomer } from '../../../../core/customers/codec.ts';
import { newCustomer, type Customer } from '../../../../core/customers/customer.ts';
import { applyOrder } from '../../../../core/customers/orders.ts';
import { createQuantileSketch } from '../../../../core/statistics/quantileSketch.ts';
import { contextAt } from '../../../../core/segments/evaluation/context.ts';
import type { PopulationStatistics } from '../../../../core/population/populationStatistics.ts';
import { explainRule, type ExplainedClause } from '../../../../core/segments/explain/explain.ts';
import type { Rule } from '../../../../core/segments/rule/rule.ts';
import { customerIn, TODAY, ZONES } from '../../customers/arbitraries.ts';
import { fittedShop } from '../quantityArbitraries.ts';

export const DAY = 86_400_000;
export const NOW = TODAY * DAY + DAY / 2;

/** Customers of a random shop and what was fitted over them. */
export const shop = fc.constantFrom(...ZONES).chain((timeZone) => fittedShop(customerIn(timeZone), NOW, timeZone));

/** A customer with an order a day, the last of them `daysAgo`. */
export function buyer(id: string, amounts: readonly number[], daysAgo = 10): Customer {
  return amounts.reduce(
    (customer, amount, index) =>
      applyOrder(customer, { amount, currency: 'USD', placedAt: NOW - (daysAgo + index) * DAY }, 'UTC'),
    newCustomer(id, NOW),
  );
}

/** What is fitted where customers brought these revenues. */
export function revenueOf(values: readonly number[]): PopulationStatistics {
  const sketch = createQuantileSketch();
  values.forEach((value) => {
    sketch.add(value);
  });
  return {
    fittedAt: NOW,
    today: TODAY,
    currency: 'USD',
    customers: values.length,
    distributions: new Map([['revenue', sketch.distribution()]]),
    prediction: { ok: false, reason: 'too little' },
  };
}

/** Why a clause holds or not for somebody who spent 6,000. */
export function explained(
  rule: Rule,
  population?: PopulationStatistics,
  item = encodeCustomer(buyer('c1', [5_000, 1_000])),
): ExplainedClause | undefined {
  const context = { ...contextAt(NOW, 'UTC', 'USD'), ...(population && { population }) };
  return explainRule(rule, item, context, () => undefined)[0];
}
