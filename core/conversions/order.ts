import type { Currency, MinorUnits } from '../shared/money.ts';

interface OrderItem {
  readonly sku: string;
  readonly category: string;
  readonly quantity: number;
  readonly amount: MinorUnits;
}

/** What a shop says about a sale. `placedAt` is epoch ms, `amount` minor units of `currency`. */
export interface PlacedOrder {
  readonly orderId: string;
  readonly customerId: string;
  readonly amount: MinorUnits;
  readonly currency: Currency;
  readonly placedAt: number;
  readonly category?: string;
  readonly items?: readonly OrderItem[];
  readonly clickToken?: string;
}

/** Money given back. `at` is epoch ms. */
export interface Refund {
  readonly refundId: string;
  readonly amount: MinorUnits;
  readonly currency: Currency;
  readonly at: number;
}

/** An order that has arrived, with its refunds in ascending (at, refundId). */
export interface OrderRecord extends PlacedOrder {
  readonly refunds: readonly Refund[];
}

/** Refunds whose order has not arrived yet. The customer is known where the refund named one (CSV). */
interface AwaitedOrder {
  readonly orderId: string;
  readonly customerId?: string;
  readonly placedAt?: undefined;
  readonly refunds: readonly Refund[];
}

/** What is stored under an order id. */
export type Order = OrderRecord | AwaitedOrder;

/** The part of an order that reports join with. */
export type ReportOrder = Omit<OrderRecord, 'items'>;

export function isPlaced(order: Order): order is OrderRecord {
  return order.placedAt !== undefined;
}

/** What is left of an order after the refunds in its own currency, in minor units; below zero when over-refunded. */
export function netAmount(order: ReportOrder): MinorUnits {
  return order.refunds.reduce(
    (net, refund) => (refund.currency === order.currency ? net - refund.amount : net),
    order.amount,
  );
}
