import { describe, expect, it } from 'vitest';
import { newCustomer } from '../../../core/customers/customer.ts';
import { applyOrder } from '../../../core/customers/orders.ts';
import { VersionConflictError } from '../../../core/shared/errors.ts';
import { useStores } from '../../support/stores.ts';
import { newEngagement } from '../../../core/campaigns/engagement.ts';
import type { TimelineItem } from '../../../app/ports/stores/timeline.ts';
import type { Stores } from '../../../app/ports/stores/stores.ts';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 1, 1, 12);
const test = useStores(() => NOW);

const givenOrders = async (stores: Stores, customerId: string, times: readonly number[], timeZone: string) => {
  let customer = newCustomer(customerId, NOW);
  const operations = times.map((placedAt, index) => {
    customer = applyOrder(customer, { amount: 100, currency: 'USD', placedAt }, timeZone);
    const order = {
      orderId: `${customerId}-${index}`,
      customerId,
      amount: 100,
      currency: 'USD',
      placedAt,
      refunds: [],
    };
    return stores.orders.operation(order, 0);
  });
  await stores.customers.save(customer);
  if (operations.length > 0) await stores.transact(operations);
};
const walk = async (stores: Stores, customerId: string, limit: number) => {
  const items: TimelineItem[] = [];
  for (let cursor: string | undefined; ;) {
    const page = await stores.timeline.list(customerId, { limit, cursor });
    expect(page.items.length).toBeLessThanOrEqual(limit);
    items.push(...page.items);
    cursor = page.next;
    if (cursor === undefined) return items;
  }
};

describe('the timeline', () => {
  it('keeps an event once, however often it is told', async () => {
    const stores = await test.fresh();
    const event = { at: NOW, type: 'visited', id: 'e1', page: '/shoes' };
    await stores.timeline.append('ann', [event, event]);
    await stores.timeline.append('ann', [event]);
    expect(await stores.timeline.list('ann', { limit: 10 })).toEqual({
      items: [{ kind: 'event', at: NOW, id: 'e1', event }],
    });
    expect(await stores.timeline.list('bob', { limit: 10 })).toEqual({ items: [] });
    expect(await stores.timeline.list('', { limit: 10 })).toEqual({ items: [] });
  });

  it('lists a hundred events of one instant page by page, each once', async () => {
    const stores = await test.fresh();
    const events = Array.from({ length: 100 }, (_, index) => ({ at: NOW, type: 'visited', id: `e${index}-\u{1f600}` }));
    await stores.timeline.append('ann', events);
    const items = await walk(stores, 'ann', 7);
    expect(items.map(({ id }) => id).sort()).toEqual(events.map(({ id }) => id).sort());
  });

  it.each(['UTC', 'Pacific/Kiritimati', 'Etc/GMT+12', 'Asia/Tehran'])(
    'merges events, orders and engagement newest first, whatever zone days are counted in (%s)',
    async (zone) => {
      const stores = await test.fresh();
      const times = Array.from({ length: 30 }, (_, index) => NOW - ((index * 7919) % 200) * DAY - index * 3_500_000);
      await givenOrders(stores, 'ann', times, zone);
      await givenOrders(stores, 'bob', times, zone);
      const events = times.map((at, index) => ({ at: at + (index % 3) * 1000, type: 'visited', id: `e${index}` }));
      await stores.timeline.append('ann', events);
      await stores.timeline.saveEngagement({ ...newEngagement('ann', 'cmp_1'), opens: 1, lastOpenAt: times[3]! });
      await stores.timeline.saveEngagement({ ...newEngagement('ann', 'cmp_2'), deliveredAt: NOW });

      const items = await walk(stores, 'ann', 9);
      expect(items).toHaveLength(62);
      expect(new Set(items.map(({ kind, id }) => `${kind} ${id}`)).size).toBe(62);
      const seen = items.map(({ at }) => at);
      expect(seen).toEqual([...seen].sort((a, b) => b - a));
      expect(items.filter(({ kind }) => kind === 'order').every(({ id }) => id.startsWith('ann'))).toBe(true);
    },
  );

  it('refuses a cursor that it did not make', async () => {
    const stores = await test.fresh();
    for (const cursor of ['x', Buffer.from('["a",1]').toString('base64url')]) {
      await expect(stores.timeline.list('ann', { limit: 1, cursor })).rejects.toMatchObject({
        errors: [{ path: 'cursor' }],
      });
    }
  });

  it('is empty after everything on it was deleted', async () => {
    const stores = await test.fresh();
    const events = Array.from({ length: 60 }, (_, index) => ({ at: NOW + index, type: 'visited', id: `e${index}` }));
    await stores.timeline.append('ann', events);
    await stores.timeline.append('bob', events);
    await stores.timeline.saveEngagement(newEngagement('ann', 'cmp_1'));
    await stores.timeline.removeAll('ann');
    expect(await stores.timeline.list('ann', { limit: 9 })).toEqual({ items: [] });
    expect(await walk(stores, 'bob', 50)).toHaveLength(60);
  });
});

describe('engagement', () => {
  it('is written at the version that was read', async () => {
    const { timeline } = await test.fresh();
    const first = await timeline.saveEngagement({ ...newEngagement('ann', 'cmp_1'), opens: 1, seen: ['x'] });
    expect(await timeline.getEngagement('ann', 'cmp_1')).toEqual(first);
    const second = await timeline.saveEngagement({ ...first, clicks: 1, bounce: { at: NOW, kind: 'soft' } });
    await expect(timeline.saveEngagement({ ...first, clicks: 9 })).rejects.toBeInstanceOf(VersionConflictError);
    await expect(timeline.saveEngagement(newEngagement('ann', 'cmp_1'))).rejects.toBeInstanceOf(VersionConflictError);
    expect(await timeline.getEngagement('ann', 'cmp_1')).toEqual(second);
  });

  it('is read for many customers of a campaign, and for all campaigns of a customer', async () => {
    const { timeline } = await test.fresh();
    for (const id of ['ann', 'bob']) await timeline.saveEngagement({ ...newEngagement(id, 'cmp_1'), opens: 1 });
    await timeline.saveEngagement({ ...newEngagement('ann', 'cmp_2'), clicks: 1 });
    const found = await timeline.getEngagements('cmp_1', ['ann', 'bob', 'cyd', 'ann']);
    expect([...found.keys()].sort()).toEqual(['ann', 'bob']);
    expect((await timeline.engagementsOf('ann')).map(({ campaignId }) => campaignId)).toEqual(['cmp_1', 'cmp_2']);
  });
});
