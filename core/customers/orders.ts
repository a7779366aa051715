import { dayOf } from '../shared/days.ts';
import { ValidationError } from '../shared/errors.ts';
import type { Currency, MinorUnits } from '../shared/money.ts';
import type { Customer, OrderAggregate } from './customer.ts';
import { addToDay, scanDays } from './dayBuckets.ts';
import { addCombinations, combinationOf } from './propertyCombinations.ts';

/** More currencies than any shop sells to one person in; a stored item has to end somewhere. */
const MAX_CURRENCIES = 20;

const NONE: OrderAggregate = { count: 0, gross: 0, refunds: 0, orderDays: 0, firstAt: 0, lastAt: 0, days: '' };

/** What the aggregates take over of an order. `amount` in minor units, `placedAt` in epoch ms. */
export interface CountedOrder {
  readonly amount: MinorUnits;
  readonly currency: Currency;
  readonly placedAt: number;
  readonly category?: string | undefined;
  readonly items?: readonly { readonly category: string }[] | undefined;
}

/**
 * Adds an order to the customer's aggregates of its currency, and to those of its categories; days are those of
 * `timeZone`. Orders and refunds may come in any order: the result is the same.
 */
export function applyOrder(customer: Customer, order: CountedOrder, timeZone: string): Customer {
  const { amount, currency, placedAt } = order;
  const known = aggregateOf(customer, currency);
  const day = dayOf(placedAt, timeZone);
  return withOrders(customer, currency, {
    count: known.count + 1,
    gross: exact(known.gross + amount),
    refunds: known.refunds,
    // A day older than all that is kept counts as a new one.
    orderDays: known.orderDays + (scanDays(known.days, day, day).count > 0 ? 0 : 1),
    firstAt: known.count === 0 ? placedAt : Math.min(known.firstAt, placedAt),
    lastAt: known.count === 0 ? placedAt : Math.max(known.lastAt, placedAt),
    days: addToDay(known.days, day, { count: 1, amount }),
    ...addCombinations(known, day, categoryCombinations(order)),
  });
}

/** An order is one occurrence of each category that it or an item of it names. */
function categoryCombinations({ category, items = [] }: CountedOrder): string[] {
  const named = [category ?? '', ...items.map((item) => item.category)].filter((name) => name !== '');
  return [...new Set(named.flatMap((name) => combinationOf({ category: name }) ?? []))];
}

/** Takes a refund off the revenue of the day it was given on. */
export function applyRefund(
  customer: Customer,
  {
    amount,
    currency,
    refundedAt,
  }: { readonly amount: MinorUnits; readonly currency: Currency; readonly refundedAt: number },
  timeZone: string,
): Customer {
  const known = aggregateOf(customer, currency);
  return withOrders(customer, currency, {
    ...known,
    refunds: exact(known.refunds + amount),
    days: addToDay(known.days, dayOf(refundedAt, timeZone), { refunds: amount }),
  });
}

function aggregateOf(customer: Customer, currency: Currency): OrderAggregate {
  const known = customer.orders[currency];
  if (!known && Object.keys(customer.orders).length >= MAX_CURRENCIES) {
    throw new ValidationError([
      { path: 'currency', reason: `is more than the ${MAX_CURRENCIES} currencies a customer may have` },
    ]);
  }
  return known ?? NONE;
}

function withOrders(customer: Customer, currency: Currency, orders: OrderAggregate): Customer {
  return { ...customer, orders: { ...customer.orders, [currency]: orders } };
}

function exact(total: MinorUnits): MinorUnits {
  if (Number.isSafeInteger(total)) return total;
  throw new ValidationError([
    { path: 'amount', reason: "makes the customer's total larger than can be counted exactly" },
  ]);
}
