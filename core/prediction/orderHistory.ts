import type { OrderAggregate } from '../customers/customer.ts';
import { parseDays, type DayBucket } from '../customers/dayBuckets.ts';
import { dayOf } from '../shared/days.ts';
import type { MinorUnits } from '../shared/money.ts';

export const DAYS_PER_WEEK = 7;

/** What the models know of a customer. Orders of one day count as one; times are whole days from the first order day. */
export interface OrderHistory {
  /** x: order days after the first. */
  readonly repeats: number;
  /** t_x: from the first to the last order day; 0 without repeats. */
  readonly lastDays: number;
  /** T: from the first order day to the day of the summary. */
  readonly ageDays: number;
  /** What the repeat days brought in all, refunds taken off. May be 0 or negative. */
  readonly repeatValue: MinorUnits;
}

/**
 * The history as it was at the end of day `until` (a day number), from complete day buckets; undefined before the first
 * order. A refund counts against the repeats unless it was given on the first order day: days do not say which order
 * is refunded.
 */
export function historyUntil(days: readonly DayBucket[], until: number): OrderHistory | undefined {
  let first: number | undefined;
  let last = 0;
  let repeats = 0;
  let repeatValue = 0;
  for (const { day, count, amount, refunds } of days) {
    if (day > until) break;
    if (count > 0) {
      if (first === undefined) first = day;
      else repeats++;
      last = day;
    }
    if (first !== undefined && day > first) repeatValue += amount - refunds;
  }
  if (first === undefined) return undefined;
  return { repeats, lastDays: last - first, ageDays: until - first, repeatValue };
}

/**
 * The history as of `today` (a day number of `timeZone`). Customers with so many order days that old buckets were
 * folded away are read from the totals: their first day's amount is unknown, so an average day is taken off instead.
 */
export function historyOf(
  orders: Pick<OrderAggregate, 'gross' | 'refunds' | 'orderDays' | 'firstAt' | 'days'>,
  { today, timeZone }: { readonly today: number; readonly timeZone: string },
): OrderHistory | undefined {
  const days = parseDays(orders.days);
  const placed = days.filter(({ count }) => count > 0);
  const past = placed.filter(({ day }) => day <= today);
  const last = past.at(-1);
  if (!last) return undefined;
  if (placed.length >= orders.orderDays) return historyUntil(days, today);
  const first = dayOf(orders.firstAt, timeZone);
  const repeats = orders.orderDays - 1 - (placed.length - past.length);
  return {
    repeats,
    lastDays: last.day - first,
    ageDays: today - first,
    repeatValue: Math.round(((orders.gross - orders.refunds) * repeats) / orders.orderDays),
  };
}
