import { historyOf, type OrderHistory } from './orderHistory.ts';
import { numberOf, type Values } from '../customers/storedValues.ts';

/** The orders of a customer in the workspace's currency, as stored; undefined before the first. */
export function storedOrders(item: Values, currency: string): Values | undefined {
  const orders = item['or']?.M?.[currency]?.M;
  return numberOf(orders?.['n']) > 0 ? orders : undefined;
}

/** When the last order was placed (epoch ms). */
export function lastOrderAt(orders: Values): number {
  return numberOf(orders['l']);
}

/** What the prediction models know of a customer as stored; undefined before the first order. */
export function storedHistory(
  item: Values,
  { currency, today, timeZone }: { readonly currency: string; readonly today: number; readonly timeZone: string },
): OrderHistory | undefined {
  const orders = storedOrders(item, currency);
  if (!orders) return undefined;
  const aggregate = {
    gross: numberOf(orders['g']),
    refunds: numberOf(orders['r']),
    orderDays: numberOf(orders['dd']),
    firstAt: numberOf(orders['f']),
    days: orders['d']?.S ?? '',
  };
  return historyOf(aggregate, { today, timeZone });
}
