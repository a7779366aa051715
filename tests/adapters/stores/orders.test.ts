import { describe, expect, it } from 'vitest';
import type { Order, OrderRecord } from '../../../core/conversions/order.ts';
import { bucketOf } from '../../../core/shared/hash.ts';
import { useStores } from '../../support/stores.ts';
import type { Stores } from '../../../app/ports/stores/stores.ts';

const DAY = 86_400_000;
const START = Date.UTC(2026, 0, 1);
const test = useStores();

const givenOrder = (orderId: string, overrides: Partial<OrderRecord> = {}): OrderRecord => ({
  orderId,
  customerId: 'ann',
  amount: 1000,
  currency: 'USD',
  placedAt: START,
  refunds: [],
  ...overrides,
});
const put = async (stores: Stores, orders: readonly Order[]) => {
  for (let index = 0; index < orders.length; index += 100) {
    await stores.transact(orders.slice(index, index + 100).map((order) => stores.orders.operation(order, 0)));
  }
};
const idsInTime = async (stores: Stores, range: { from: number; to: number }, from: number, to: number) => {
  const ids: string[] = [];
  for await (const page of stores.orders.inTime(range, from, to)) ids.push(...page.map(({ orderId }) => orderId));
  return ids.sort();
};

describe('orders', () => {
  it('are created, replaced at their version and read back whole', async () => {
    const stores = await test.fresh();
    const awaited: Order = { orderId: 'o1', refunds: [{ refundId: 'r1', amount: 5, currency: 'USD', at: START + 9 }] };
    await put(stores, [awaited]);
    expect(await stores.orders.get('o1')).toEqual({ order: awaited, version: 1 });
    const placed = givenOrder('o1', {
      refunds: awaited.refunds,
      category: 'books',
      clickToken: 'tok',
      items: [{ sku: 's', category: 'books', quantity: 2, amount: 1000 }],
    });
    await stores.transact([stores.orders.operation(placed, 1)]);
    expect(await stores.orders.get('o1')).toEqual({ order: placed, version: 2 });
    expect(await stores.orders.get('o2')).toBeUndefined();
    expect([...(await stores.orders.getMany(['o1', 'o1', 'o2'])).keys()]).toEqual(['o1']);
  });

  it('are found by time within a range of buckets, awaited ones left out', async () => {
    const stores = await test.fresh();
    const orders = Array.from({ length: 400 }, (_, index) =>
      givenOrder(`o${index}`, { customerId: `c${index % 90}`, placedAt: START + (index % 10) * DAY }),
    );
    await put(stores, [...orders, { orderId: 'awaited', customerId: 'c1', refunds: [] }]);
    const ranges = [
      { from: 0, to: 256 },
      { from: 5, to: 21 },
      { from: 16, to: 32 },
      { from: 40, to: 41 },
    ];
    for (const range of ranges) {
      const expected = orders.filter(({ customerId, placedAt }) => {
        const bucket = bucketOf(customerId);
        return bucket >= range.from && bucket < range.to && placedAt >= START + 2 * DAY && placedAt < START + 6 * DAY;
      });
      expect(await idsInTime(stores, range, START + 2 * DAY, START + 6 * DAY)).toEqual(
        expected.map(({ orderId }) => orderId).sort(),
      );
    }
    expect(await idsInTime(stores, { from: 0, to: 256 }, START, START)).toEqual([]);
  });

  it('carry in the index what a report needs, refunds and click included', async () => {
    const stores = await test.fresh();
    const order = givenOrder('o1', {
      category: 'books',
      clickToken: 'tok',
      refunds: [{ refundId: 'r1', amount: 300, currency: 'USD', at: START + 5 }],
    });
    await put(stores, [{ ...order, items: [{ sku: 's', category: 'books', quantity: 1, amount: 1000 }] }]);
    for await (const page of stores.orders.inTime({ from: 0, to: 256 }, START, START + 1))
      expect(page).toEqual([order]);
  });

  it('are only asked of the groups that overlap the range', async () => {
    let calls = 0;
    const stores = await test.fresh({ onUsage: () => calls++ });
    await idsInTime(stores, { from: 15, to: 33 }, START, START + DAY);
    expect(calls).toBe(3);
  });
});
