import { KEPT_DAYS, scanDays, type DaySums } from '../../../customers/dayBuckets.ts';
import { dayOf } from '../../../shared/days.ts';
import { windowStart } from '../../dates/spans.ts';
import { daysSentTo } from '../../evaluation/sentTo.ts';
import type { Reading } from '../../evaluation/tests.ts';
import { numberOf, type Values } from '../../../customers/storedValues.ts';
import { spanOf } from '../../operands/window.ts';

export const METRICS = [
  'orders',
  'revenue',
  'averageOrder',
  'lastOrderDays',
  'firstOrderDays',
  'orderDays',
  'sends',
  'opens',
  'clicks',
] as const;

/** Money is net of refunds, in minor units of the workspace's currency. */
export type Metric = (typeof METRICS)[number];

/** Messages are counted as far back as anything is kept by day. */
export const SENDS_WINDOW = `${KEPT_DAYS}d`;

/** The stored fields with the days of opens and clicks. */
export const ENGAGEMENT = { opens: 'o', clicks: 'c' } as const;

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

/** How many messages were accepted for a customer in a window that ends today. */
function readSends(within = SENDS_WINDOW): Reading {
  const start = windowStart(spanOf(within));
  return (item, context) => {
    const from = start(context.today);
    return daysSentTo(item, context).filter((day) => day >= from && day <= context.today).length;
  };
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

/** What the sums over some days make of a metric. */
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

function average(revenue: number, orders: number): number {
  return orders === 0 ? NaN : revenue / orders;
}
