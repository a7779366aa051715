import {
  historyCount,
  historyDays,
  historyGross,
  historyInstant,
  historyOrderDays,
  historyRefunds,
  ordersIn,
} from '../customers/storedCustomer.ts';
import { historyOf, type OrderHistory } from './orderHistory.ts';
import type { Values } from '../customers/storedValues.ts';

/** The orders of a customer in the workspace's currency, as stored; undefined before the first. */
export function storedOrders(item: Values, currency: string): Values | undefined {
  const orders = ordersIn(item, currency);
  return historyCount(orders) > 0 ? orders : undefined;
}

/** When the last order was placed (epoch ms). */
export function lastOrderAt(orders: Values): number {
  return Number(historyInstant(orders, 'lastAt') ?? 0);
}

/** What the prediction models know of a customer as stored; undefined before the first order. */
export function storedHistory(
  item: Values,
  { currency, today, timeZone }: { readonly currency: string; readonly today: number; readonly timeZone: string },
): OrderHistory | undefined {
  const orders = storedOrders(item, currency);
  if (!orders) return undefined;
  const aggregate = {
    gross: historyGross(orders),
    refunds: historyRefunds(orders),
    orderDays: historyOrderDays(orders),
    firstAt: Number(historyInstant(orders, 'firstAt') ?? 0),
    days: historyDays(orders) ?? '',
  };
  return historyOf(aggregate, { today, timeZone });
}
