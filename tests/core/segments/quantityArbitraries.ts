import fc from 'fast-check';
import type { Customer } from '../../../core/customers/customer.ts';
import { createDayCounter } from '../../../core/population/dayCounter.ts';
import { createQuantileSketch } from '../../../core/statistics/quantileSketch.ts';
import { fifthsOf } from '../../../core/population/rfmBorders.ts';
import { RFM_LABELS } from '../../../core/population/rfmLabels.ts';
import { contextAt, type EvaluationContext } from '../../../core/segments/evaluation/context.ts';
import {
  distributionKey,
  PERCENTILE_METRICS,
  type PopulationStatistics,
} from '../../../core/population/populationStatistics.ts';
import { PREDICTED } from '../../../core/segments/clauses/predicted.ts';
import type { QuantityRule } from './quantityReference.ts';
import type { Comparison } from '../../../core/segments/operands/comparison.ts';
import type { Rule } from '../../../core/segments/rule/rule.ts';
import { metric } from './metricReference.ts';

const WINDOWS = [undefined, '30d', '1y'] as const;
const DAY = 86_400_000;

const comparison = (numbers: fc.Arbitrary<number>): fc.Arbitrary<Comparison> =>
  fc.oneof(
    ...(['eq', 'ne', 'gt', 'gte', 'lt', 'lte'] as const).map((operator) =>
      numbers.map((bound): Comparison => ({ [operator]: bound }) as Comparison),
    ),
    fc
      .tuple(numbers, numbers)
      .map(([one, other]) => ({ between: [Math.min(one, other), Math.max(one, other)] as const })),
  );

const score = comparison(fc.integer({ min: 1, max: 5 }));
const share = fc.oneof(fc.integer({ min: 1, max: 50 }), fc.constantFrom(0.5, 12.5, 33.3));
const BOUNDS = {
  churn: fc.double({ min: 0, max: 1, noNaN: true }),
  nextOrders: fc.double({ min: 0, max: 6, noNaN: true }),
  clv: fc.integer({ min: -100, max: 60_000 }),
};

export const quantityClause: fc.Arbitrary<QuantityRule> = fc.oneof(
  fc.subarray([...RFM_LABELS], { minLength: 1 }).map((rfm) => ({ rfm })),
  fc
    .record({ recency: score, frequency: score, monetary: score }, { requiredKeys: [] })
    .filter((tests) => Object.keys(tests).length > 0)
    .map((rfm) => ({ rfm })),
  fc
    .tuple(fc.constantFrom(...PERCENTILE_METRICS), fc.constantFrom(...WINDOWS), fc.boolean(), share)
    .map(([percentile, within, isTop, most]) => ({
      percentile,
      ...(within !== undefined && { within }),
      ...(isTop ? { top: most } : { bottom: most }),
    })),
  fc
    .constantFrom(...PREDICTED)
    .chain((predicted) => comparison(BOUNDS[predicted]).map((test) => ({ predicted, ...test }))),
);

/** Groups of such clauses, and of any others. */
export const quantityRule = (other: fc.Arbitrary<Rule>): fc.Arbitrary<Rule> =>
  fc.oneof(
    quantityClause,
    quantityClause.map((not) => ({ not })),
    fc.tuple(quantityClause, other, quantityClause).map((all) => ({ all })),
    fc.tuple(other, quantityClause).map((any) => ({ any })),
  );

const fitted = fc.record({
  activity: fc.record({
    r: fc.double({ min: 0.05, max: 3, noNaN: true }),
    alpha: fc.double({ min: 0.5, max: 20, noNaN: true }),
    a: fc.double({ min: 0.05, max: 3, noNaN: true }),
    b: fc.double({ min: 0.05, max: 6, noNaN: true }),
  }),
  spend: fc.constantFrom({ p: 6.25, q: 3.74, gamma: 1544 }, undefined),
});

/** What a fit over these customers gives on the day of `at`, with any parameters. */
function quantitiesOver(
  customers: readonly Customer[],
  context: EvaluationContext,
): fc.Arbitrary<PopulationStatistics> {
  const buyers = customers.filter((customer) => (customer.orders[context.currency]?.count ?? 0) > 0);
  const over = (read: (customer: Customer) => number | undefined) => {
    const sketch = createQuantileSketch();
    for (const customer of buyers) {
      const value = read(customer);
      if (value !== undefined) sketch.add(value);
    }
    return sketch.distribution();
  };
  const reading = (name: Parameters<typeof metric>[0]['metric'], within?: string) =>
    over((customer) => metric({ metric: name, ...(within !== undefined && { within }), gte: 0 }, customer, context));
  const silence = () => {
    const counter = createDayCounter();
    for (const customer of buyers) counter.add(metric({ metric: 'lastOrderDays', gte: 0 }, customer, context)!);
    return counter.distribution();
  };
  const distributions = PERCENTILE_METRICS.flatMap((name) =>
    WINDOWS.map((within) => [distributionKey(name, within), reading(name, within)] as const),
  ).filter(([, { total }]) => total > 0);
  const rfm = {
    recency: fifthsOf(silence()),
    frequency: fifthsOf(reading('orders')),
    monetary: fifthsOf(reading('revenue')),
  };
  return fc
    .record({ model: fitted, weeks: fc.integer({ min: 1, max: 104 }), refused: fc.boolean() })
    .map(({ model: { activity, spend }, weeks, refused }): PopulationStatistics => ({
      fittedAt: context.at - DAY,
      today: context.today,
      currency: context.currency,
      customers: buyers.length,
      ...(buyers.length > 0 && { rfm }),
      distributions: new Map(distributions),
      prediction: refused
        ? { ok: false, reason: 'too little' }
        : {
            ok: true,
            model: { activity, ...(spend && { spend }) },
            horizon: { weeks, annualDiscount: 0.1 },
          },
    }));
}

/** Customers, and a context of some days after what was fitted over the first of them. */
export const fittedShop = (customer: fc.Arbitrary<Customer>, at: number, timeZone: string) =>
  fc
    .record({
      customers: fc.array(customer, { minLength: 1, maxLength: 8 }),
      later: fc.integer({ min: 0, max: 40 }),
      known: fc.nat(8),
    })
    .chain(({ customers, later, known }) => {
      const context = contextAt(at, timeZone, 'USD');
      return quantitiesOver(customers.slice(0, known), context).map((population) => ({
        customers,
        context: { ...contextAt(at + later * DAY, timeZone, 'USD'), population },
      }));
    });
