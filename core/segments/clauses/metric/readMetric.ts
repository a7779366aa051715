import {
  engagementDays,
  historyCount,
  historyDays,
  historyGross,
  historyInstant,
  historyOrderDays,
  historyRefunds,
  ordersIn,
} from '../../../customers/storedCustomer.ts';
import { KEPT_DAYS, scanDays, type DaySums } from '../../../customers/dayBuckets.ts';
import { dayOf } from '../../../shared/days.ts';
import { windowStart } from '../../dates/spans.ts';
import { daysSentTo } from '../../evaluation/sentTo.ts';
import type { Reading } from '../../evaluation/tests.ts';
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

/** A metric, ever or in a window that ends today. Opens and clicks are known as far back as days are kept. */
export function readMetric(metric: Metric, within?: string): Reading {
  switch (metric) {
    case 'lastOrderDays':
      return readDaysSince('lastAt');
    case 'firstOrderDays':
      return readDaysSince('firstAt');
    case 'sends':
      return readSends(within);
    case 'opens':
    case 'clicks': {
      const start = within === undefined ? () => -Infinity : windowStart(spanOf(within));
      return (item, { today }) => scanDays(engagementDays(item, metric) ?? '', start(today), today).count;
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
    const orders = ordersIn(item, currency);
    if (metric === 'orders') return historyCount(orders);
    if (metric === 'orderDays') return historyOrderDays(orders);
    const revenue = historyGross(orders) - historyRefunds(orders);
    return metric === 'revenue' ? revenue : average(revenue, historyCount(orders));
  };
}

function readOrdersWithin(metric: OrderMetric, within: string): Reading {
  const start = windowStart(spanOf(within));
  return (item, { currency, today }) => {
    const sums = scanDays(historyDays(ordersIn(item, currency)) ?? '', start(today), today);
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
function readDaysSince(which: 'firstAt' | 'lastAt'): Reading {
  return (item, { currency, today, timeZone }) => {
    const orders = ordersIn(item, currency);
    if (historyCount(orders) === 0) return NaN;
    return Math.max(0, today - dayOf(Number(historyInstant(orders, which) ?? 0), timeZone));
  };
}

function average(revenue: number, orders: number): number {
  return orders === 0 ? NaN : revenue / orders;
}
