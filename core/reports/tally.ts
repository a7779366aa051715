import type { Moments } from '../statistics/moments.ts';

/** Costs are summed in millionths of a minor unit: a message costs a hundredth of a cent, and sums must be exact in any order. */
export const MICROS = 1_000_000;

/** Everything a report keeps about the customers of one arm (of one segment): its size does not grow with them. */
export interface Tally {
  readonly customers: number;
  /** Customers with at least one order in their window, refunded or not. */
  readonly converting: number;
  /** Their orders in the window, and the sum over customers of the square of that number. */
  readonly orders: number;
  readonly orderSquares: number;
  /** Revenue moments of the converting customers; the others are zeros and add nothing. */
  readonly revenue: bigint;
  readonly revenueSquares: bigint;
  /** Orders of which the campaign was given credit, and how much, by the report's attribution model. */
  readonly creditedOrders: number;
  readonly creditedRevenue: bigint;
  readonly messageMicros: number;
}

export const NOBODY: Tally = {
  customers: 0,
  converting: 0,
  orders: 0,
  orderSquares: 0,
  revenue: 0n,
  revenueSquares: 0n,
  creditedOrders: 0,
  creditedRevenue: 0n,
  messageMicros: 0,
};

export function addTallies(a: Tally, b: Tally): Tally {
  return {
    customers: a.customers + b.customers,
    converting: a.converting + b.converting,
    orders: a.orders + b.orders,
    orderSquares: a.orderSquares + b.orderSquares,
    revenue: a.revenue + b.revenue,
    revenueSquares: a.revenueSquares + b.revenueSquares,
    creditedOrders: a.creditedOrders + b.creditedOrders,
    creditedRevenue: a.creditedRevenue + b.creditedRevenue,
    messageMicros: a.messageMicros + b.messageMicros,
  };
}

/** Revenue per customer, those without an order as zero. */
export function revenueMoments({ customers, revenue, revenueSquares }: Tally): Moments {
  return { count: customers, sum: revenue, sumSquares: revenueSquares };
}

/** Orders per customer. */
export function conversionMoments({ customers, orders, orderSquares }: Tally): Moments {
  return { count: customers, sum: BigInt(orders), sumSquares: BigInt(orderSquares) };
}
