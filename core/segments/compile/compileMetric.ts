import { scanDays, type DaySums } from '../../customers/dayBuckets.ts';
import { dayOf } from '../../shared/days.ts';
import { readSends } from './compileCampaign.ts';
import { spanOf } from './compileDates.ts';
import type { EvaluationContext, Test, Value, Values } from './evaluation.ts';
import type { Metric } from '../rule/metrics.ts';
import type { Comparison, MetricRule } from '../rule/rule.ts';
import { windowStart } from '../dates/spans.ts';

/** A number of a customer, NaN where there is none: NaN passes `ne` only, as a missing attribute does. */
export type Reading = (item: Values, context: EvaluationContext) => number;

export function compileMetric(rule: MetricRule): Test {
  const reading = readMetric(rule.metric, rule.within);
  const test = compileComparison(rule);
  return (item, _attributes, context) => test(reading(item, context));
}

export function compileComparison(comparison: Comparison): (value: number) => boolean {
  if ('eq' in comparison)
    return (
      (bound) => (value: number) =>
        value === bound
    )(comparison.eq);
  if ('ne' in comparison)
    return (
      (bound) => (value: number) =>
        value !== bound
    )(comparison.ne);
  if ('gt' in comparison)
    return (
      (bound) => (value: number) =>
        value > bound
    )(comparison.gt);
  if ('gte' in comparison)
    return (
      (bound) => (value: number) =>
        value >= bound
    )(comparison.gte);
  if ('lt' in comparison)
    return (
      (bound) => (value: number) =>
        value < bound
    )(comparison.lt);
  if ('lte' in comparison)
    return (
      (bound) => (value: number) =>
        value <= bound
    )(comparison.lte);
  const [low, high] = comparison.between;
  return (value) => value >= low && value <= high;
}

const ENGAGEMENT = { opens: 'o', clicks: 'c' } as const;

/** A metric, ever or in a window that ends today. Opens and clicks are known as far back as days are kept. */
export function readMetric(metric: Metric, within?: string): Reading {
  switch (metric) {
    case 'lastOrderDays':
      return readDaysSince('l');
    case 'firstOrderDays':
      return readDaysSince('f');
    case 'sends':
      return readSends(within);
    case 'opens':
    case 'clicks': {
      const field = ENGAGEMENT[metric];
      const start = within === undefined ? () => -Infinity : windowStart(spanOf(within));
      return (item, { today }) => scanDays(item['en']?.M?.[field]?.S ?? '', start(today), today).count;
    }
    case 'orders':
    case 'orderDays':
    case 'revenue':
    case 'averageOrder':
      return within === undefined ? readOrdersEver(metric) : readOrdersWithin(metric, within);
  }
}

type OrderMetric = 'orders' | 'orderDays' | 'revenue' | 'averageOrder';

function readOrdersEver(metric: OrderMetric): Reading {
  return (item, { currency }) => {
    const orders = ordersOf(item, currency);
    if (metric === 'orders') return numberOf(orders?.['n']);
    if (metric === 'orderDays') return numberOf(orders?.['dd']);
    const revenue = numberOf(orders?.['g']) - numberOf(orders?.['r']);
    return metric === 'revenue' ? revenue : average(revenue, numberOf(orders?.['n']));
  };
}

function readOrdersWithin(metric: OrderMetric, within: string): Reading {
  const start = windowStart(spanOf(within));
  return (item, { currency, today }) => {
    const sums = scanDays(ordersOf(item, currency)?.['d']?.S ?? '', start(today), today);
    return metricOf(metric, sums);
  };
}

export function metricOf(metric: OrderMetric, sums: DaySums): number {
  if (metric === 'orders') return sums.count;
  if (metric === 'orderDays') return sums.days;
  const revenue = sums.amount - sums.refunds;
  return metric === 'revenue' ? revenue : average(revenue, sums.count);
}

/** Calendar days from the order to today; an order of tomorrow (a shop's clock) is one of today. */
function readDaysSince(field: 'f' | 'l'): Reading {
  return (item, { currency, today, timeZone }) => {
    const orders = ordersOf(item, currency);
    if (numberOf(orders?.['n']) === 0) return NaN;
    return Math.max(0, today - dayOf(numberOf(orders?.[field]), timeZone));
  };
}

function ordersOf(item: Values, currency: string): Values | undefined {
  return item['or']?.M?.[currency]?.M;
}

function numberOf(value: Value | undefined): number {
  return value?.N === undefined ? 0 : +value.N;
}

function average(revenue: number, orders: number): number {
  return orders === 0 ? NaN : revenue / orders;
}
