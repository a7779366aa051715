import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newCustomer, type Customer } from '../../../core/customers/customer.ts';
import { sumDays } from '../../../core/customers/dayBuckets.ts';
import { applyOrder, applyRefund } from '../../../core/customers/orders.ts';
import { dayOf } from '../../../core/shared/days.ts';
import { category, instant } from './arbitraries.ts';

const ZONE = 'Asia/Tehran';
type Delivery = { kind: 'order' | 'refund'; amount: number; currency: string; at: number; categories: string[] };

const delivery: fc.Arbitrary<Delivery> = fc.record({
  kind: fc.constantFrom('order', 'order', 'refund'),
  amount: fc.nat(1_000_000),
  currency: fc.constantFrom('USD', 'IRR'),
  at: instant,
  categories: fc.array(category, { maxLength: 3 }),
});
const apply = (customer: Customer, { kind, amount, currency, at, categories }: Delivery) =>
  kind === 'order'
    ? applyOrder(
        customer,
        { amount, currency, placedAt: at, items: categories.map((each) => ({ category: each })) },
        ZONE,
      )
    : applyRefund(customer, { amount, currency, refundedAt: at }, ZONE);
const applyAll = (deliveries: readonly Delivery[]) => deliveries.reduce(apply, newCustomer('c1', 1));

describe('orders of a customer', () => {
  it('give the same aggregates in whatever order they and their refunds arrive', () => {
    const shuffled = fc
      .array(delivery, { maxLength: 50 })
      .chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })));
    fc.assert(
      fc.property(shuffled, ([one, other]) => {
        expect(applyAll(one)).toEqual(applyAll(other));
      }),
    );
  });

  it('are counted per currency as a recomputation from the deliveries counts them', () => {
    fc.assert(
      fc.property(fc.array(delivery, { maxLength: 50 }), (deliveries) => {
        for (const [currency, found] of Object.entries(applyAll(deliveries).orders)) {
          const own = deliveries.filter((each) => each.currency === currency);
          const orders = own.filter((each) => each.kind === 'order');
          const sum = (list: readonly Delivery[]) => list.reduce((total, each) => total + each.amount, 0);
          const times = orders.map((each) => each.at);
          expect(found).toMatchObject({
            count: orders.length,
            gross: sum(orders),
            refunds: sum(own.filter((each) => each.kind === 'refund')),
            orderDays: new Set(times.map((at) => dayOf(at, ZONE))).size,
            firstAt: times.length > 0 ? Math.min(...times) : 0,
            lastAt: times.length > 0 ? Math.max(...times) : 0,
          });
          expect(sumDays(found.days, 0, 30_000)).toEqual({
            count: found.count,
            amount: found.gross,
            refunds: found.refunds,
            days: found.orderDays,
          });
        }
      }),
    );
  });

  it('fall on the day of the workspace, not of UTC', () => {
    const at = Date.parse('2026-03-20T21:00:00Z');
    const { orders } = applyOrder(newCustomer('c1', 1), { amount: 5, currency: 'IRR', placedAt: at }, ZONE);
    expect(orders['IRR']?.days).toBe(`${dayOf(Date.parse('2026-03-21T12:00:00Z'), 'UTC')},1,5`);
  });

  it('are refused where a total could no longer be exact or a customer would have too many currencies', () => {
    const order = (currency: string, amount: number) => ({ amount, currency, placedAt: 1 });
    const rich = applyOrder(newCustomer('c1', 1), order('USD', Number.MAX_SAFE_INTEGER), ZONE);
    expect(() => applyOrder(rich, order('USD', 1), ZONE)).toThrow(/amount/);
    const codes = Array.from({ length: 20 }, (_, index) => `AA${String.fromCharCode(65 + index)}`);
    const traveller = codes.reduce((next, code) => applyOrder(next, order(code, 1), ZONE), newCustomer('c2', 1));
    expect(() => applyOrder(traveller, order('USD', 1), ZONE)).toThrow(/currency/);
  });
});
