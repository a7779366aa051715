import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newCustomer, type OrderAggregate } from '../../../core/customers/customer.ts';
import { KEPT_BUCKETS, parseDays } from '../../../core/customers/dayBuckets.ts';
import { applyOrder, applyRefund } from '../../../core/customers/orders.ts';
import { historyOf, historyUntil } from '../../../core/prediction/orderHistory.ts';
import { DAY_MS } from '../../../core/shared/days.ts';

const TODAY = 20_000;
const AT = { today: TODAY, timeZone: 'UTC' };

interface Given {
  readonly day: number;
  readonly amount?: number;
  readonly refund?: number;
}

function givenOrders(orders: readonly Given[]): OrderAggregate {
  let customer = newCustomer('c', 0);
  for (const { day, amount, refund } of orders) {
    const when = day * DAY_MS + DAY_MS / 2;
    if (amount !== undefined) customer = applyOrder(customer, { amount, currency: 'EUR', placedAt: when }, 'UTC');
    if (refund !== undefined)
      customer = applyRefund(customer, { amount: refund, currency: 'EUR', refundedAt: when }, 'UTC');
  }
  return customer.orders['EUR']!;
}

describe('the order history of a customer', () => {
  it('counts days and not orders: three orders on two days are one repeat', () => {
    const orders = givenOrders([
      { day: TODAY - 100, amount: 1_000 },
      { day: TODAY - 40, amount: 500 },
      { day: TODAY - 40, amount: 700 },
    ]);
    expect(historyOf(orders, AT)).toEqual({ repeats: 1, lastDays: 60, ageDays: 100, repeatValue: 1_200 });
  });

  it('has no recency and no repeat value after a single order day', () => {
    const orders = givenOrders([{ day: TODAY - 9, amount: 4_000 }]);
    expect(historyOf(orders, AT)).toEqual({ repeats: 0, lastDays: 0, ageDays: 9, repeatValue: 0 });
  });

  it('takes refunds off the repeats, but not those given on the first order day', () => {
    const orders = givenOrders([
      { day: TODAY - 50, amount: 1_000, refund: 1_000 },
      { day: TODAY - 20, amount: 600 },
      { day: TODAY - 10, refund: 150 },
    ]);
    expect(historyOf(orders, AT)).toMatchObject({ repeats: 1, repeatValue: 450, lastDays: 30 });
  });

  it('is none for a customer of whom only refunds are known', () => {
    expect(historyOf(givenOrders([{ day: TODAY - 3, refund: 100 }]), AT)).toBeUndefined();
  });

  it('leaves out orders dated in the future', () => {
    const orders = givenOrders([
      { day: TODAY - 30, amount: 100 },
      { day: TODAY + 5, amount: 100 },
    ]);
    expect(historyOf(orders, AT)).toEqual({ repeats: 0, lastDays: 0, ageDays: 30, repeatValue: 0 });
    expect(historyOf(givenOrders([{ day: TODAY + 5, amount: 100 }]), AT)).toBeUndefined();
  });

  it('of a past day knows nothing of what came after it', () => {
    const days = parseDays(
      givenOrders([
        { day: 100, amount: 10 },
        { day: 130, amount: 20 },
        { day: 160, amount: 40 },
      ]).days,
    );
    expect(historyUntil(days, 140)).toEqual({ repeats: 1, lastDays: 30, ageDays: 40, repeatValue: 20 });
    expect(historyUntil(days, 99)).toBeUndefined();
  });

  it('is read from the totals where old days were folded away, at the mean of a day', () => {
    const orderDays = 2 * KEPT_BUCKETS;
    const every = 10;
    const orders = givenOrders(
      Array.from({ length: orderDays }, (_, index) => ({ day: TODAY - every * (orderDays - index), amount: 300 })),
    );
    expect(parseDays(orders.days).length).toBeLessThan(orderDays);
    expect(historyOf(orders, AT)).toEqual({
      repeats: orderDays - 1,
      lastDays: every * (orderDays - 1),
      ageDays: every * orderDays,
      repeatValue: 300 * (orderDays - 1),
    });
    expect(historyOf(orders, { ...AT, today: TODAY - every - 1 })?.repeats).toBe(orderDays - 2);
  });

  it('never has a last order before the first or after today', () => {
    const order = fc.record({ day: fc.integer({ min: TODAY - 900, max: TODAY + 20 }), amount: fc.nat(10_000) });
    fc.assert(
      fc.property(fc.array(order, { minLength: 1, maxLength: 90 }), (orders) => {
        const history = historyOf(givenOrders(orders), AT);
        if (!history) return;
        expect(history.lastDays).toBeGreaterThanOrEqual(0);
        expect(history.lastDays).toBeLessThanOrEqual(history.ageDays);
        expect(history.repeats).toBeLessThanOrEqual(history.ageDays);
        expect(history.repeats === 0).toBe(history.lastDays === 0);
      }),
    );
  });
});
