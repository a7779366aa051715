import { beforeEach, describe, expect, it } from 'vitest';
import { createStores } from '../../../adapters/stores/createStores.ts';
import { createTestApp, type Json, type TestApp } from '../../support/app.ts';
import { seeded } from '../../support/crashing.ts';
import { refresh } from '../../support/refreshing.ts';
import { useStores } from '../../support/stores.ts';

const DAY = 86_400_000;
const COUNT = 400;
const test = useStores();
let app: TestApp;
let orders = 0;

const body = async (method: string, path: string, input?: unknown): Promise<Json> =>
  (await app.call(method, path, input)).body;

async function order(rows: readonly (readonly [customer: string, daysAgo: number, amount: number])[]): Promise<void> {
  const lines = rows.map(([customer, daysAgo, amount]) => {
    const at = new Date(app.deps.clock() - daysAgo * DAY).toISOString();
    return `o${++orders},${customer},${at},${amount},USD`;
  });
  const head = 'order_id,customer_id,placed_at,amount,currency';
  const imported = await app.importFile('orders', [head, ...lines].join('\n'), '&createCustomers=true');
  expect(imported).toMatchObject({ rejected: 0 });
}

async function refreshed(): Promise<void> {
  app.advance(60_000);
  await refresh(app.deps);
  app.advance(10_000);
}

const segment = async (rule: unknown): Promise<string> =>
  (await body('POST', '/api/v1/segments', { name: 's', rule })).id;
const sizeOf = async (id: string): Promise<number> => (await body('GET', `/api/v1/segments/${id}`)).size;
const isMember = async (id: string, customer: string): Promise<boolean> =>
  (await body('GET', `/api/v1/segments/${id}/explain/${customer}`)).member;
const clauseOf = async (id: string, customer: string): Promise<Json> =>
  (await body('GET', `/api/v1/segments/${id}/explain/${customer}`)).clauses[0];

beforeEach(async () => {
  const { options } = await test.fresh();
  app = createTestApp((clock) => createStores({ ...options, clock }));
  orders = 0;
  const random = seeded(11);
  // Customer n spends n dollars in all; one in three buys again and again.
  await order(
    Array.from({ length: COUNT }, (_, index) => index + 1).flatMap((n) => {
      const times = n % 3 === 0 ? 2 + Math.floor(random() * 4) : 1;
      return Array.from(
        { length: times },
        (_, time) => [`c${n}`, 10 + Math.floor(random() * 160) + time, n / times] as const,
      ).map(([id, daysAgo, amount]) => [id, daysAgo, Math.round(amount * 100) / 100] as const);
    }),
  );
});

describe('segments of what compares customers with all others', () => {
  it('are empty before the first refresh, which says so, and filled by it', async () => {
    const top = await segment({ percentile: 'revenue', top: 10 });
    const loyal = await segment({ rfm: ['champions', 'loyal'] });
    const leaving = await segment({ predicted: 'churn', gte: 0.5 });
    expect(await clauseOf(top, 'c400')).toMatchObject({ holds: false, value: null, reason: 'notFitted' });
    const { predictions } = await body('GET', '/api/v1/customers/c400');
    expect(predictions).toMatchObject({ code: 'notFitted', reason: expect.stringContaining('next refresh') });
    expect(await body('GET', '/api/v1/quantities')).toEqual({ current: null, failure: null, history: [] });

    await refreshed();
    expect(await sizeOf(top)).toBeGreaterThanOrEqual(36);
    expect(await sizeOf(top)).toBeLessThanOrEqual(40);
    expect(await clauseOf(top, 'c400')).toMatchObject({ holds: true, value: 40_000, limit: expect.any(Number) });
    expect(await isMember(top, 'c300')).toBe(false);
    expect(await sizeOf(loyal)).toBeGreaterThan(0);
    expect(await sizeOf(leaving)).toBeGreaterThan(0);
    const shown = await body('GET', '/api/v1/customers/c400');
    expect(shown.predictions).toMatchObject({
      churn: expect.any(Number),
      clv: expect.any(Number),
      horizonWeeks: 52,
      fittedAt: expect.any(String),
      rfm: { monetary: 5, label: expect.any(String) },
    });
  });

  it('have the members that a preview and the description of a rule promise', async () => {
    await refreshed();
    for (const rule of [
      { percentile: 'averageOrder', bottom: 20 },
      { rfm: { recency: { gte: 4 }, frequency: { eq: 1 } } },
      { not: { predicted: 'nextOrders', lt: 0.4 } },
    ]) {
      const { matched } = await body('POST', '/api/v1/segments/preview', { rule });
      const id = await segment(rule);
      await refreshed();
      expect(await sizeOf(id)).toBe(matched);
      expect(matched).toBeGreaterThan(0);
    }
  });

  it('take in at once whoever earns it, and leave out whom others have overtaken at the next refresh', async () => {
    const top = await segment({ percentile: 'revenue', top: 10 });
    await refreshed();
    expect(await isMember(top, 'c1')).toBe(false);
    const { secret } = await body('POST', '/api/v1/sources', { name: 'shop' });
    const placed = { orderId: 'late', customerId: 'c1', amount: 100_000, currency: 'USD' };
    const data = { ...placed, placedAt: new Date(app.deps.clock()).toISOString() };
    await app.deliver('shop', secret, 'm1', { type: 'order.placed', data });
    expect(await isMember(top, 'c1')).toBe(true);

    // Nothing is written of c400 from here on.
    expect(await isMember(top, 'c400')).toBe(true);
    await order(Array.from({ length: 60 }, (_, index) => [`c${index + 1}`, 0, 5_000] as const));
    expect(await isMember(top, 'c400')).toBe(true);
    await refreshed();
    expect(await isMember(top, 'c400')).toBe(false);
    expect((await body('GET', '/api/v1/quantities')).history).toHaveLength(2);
  });

  it('count a window from the first refresh after a rule asked for it', async () => {
    await refreshed();
    const rule = { percentile: 'revenue', within: '30d', top: 20 };
    const id = await segment(rule);
    expect(await clauseOf(id, 'c400')).toMatchObject({ holds: false, reason: 'windowNotFitted' });
    await refreshed();
    expect(await sizeOf(id)).toBeGreaterThan(0);
    const { current } = await body('GET', '/api/v1/quantities');
    expect(current.percentiles).toContainEqual(expect.objectContaining({ metric: 'revenue', within: '30d' }));
  });

  it('keep their last fit where the next one fails, with the reason', async () => {
    const top = await segment({ percentile: 'revenue', top: 10 });
    await refreshed();
    const before = await body('GET', '/api/v1/quantities');
    app.advance(60_000);
    await app.deps.stores.population.saveFailure({ runId: 'run_x', at: app.deps.clock(), reason: 'damaged' });
    expect(await body('GET', '/api/v1/quantities')).toEqual({
      ...before,
      failure: { runId: 'run_x', at: expect.any(String), reason: 'damaged' },
    });
    expect(await isMember(top, 'c400')).toBe(true);
    await refreshed();
    expect((await body('GET', '/api/v1/quantities')).failure).toBeNull();
  });
});

describe('settings of predictions', () => {
  it('are checked, shown, and used by the next refresh', async () => {
    const refused = await app.call('PUT', '/api/v1/settings', { prediction: { horizonWeeks: 0, annualDiscount: 2 } });
    expect(refused.status).toBe(400);
    expect((await body('GET', '/api/v1/settings')).prediction).toEqual({ horizonWeeks: 52, annualDiscount: 0.1 });
    await refreshed();
    const year = (await body('GET', '/api/v1/customers/c399')).predictions;
    await body('PUT', '/api/v1/settings', { prediction: { horizonWeeks: 13, annualDiscount: 0 } });
    expect((await body('GET', '/api/v1/customers/c399')).predictions).toEqual(year);
    await refreshed();
    const quarter = (await body('GET', '/api/v1/customers/c399')).predictions;
    expect(quarter.horizonWeeks).toBe(13);
    expect(quarter.nextOrders).toBeLessThan(year.nextOrders);
    expect(quarter.churn).toBeGreaterThan(year.churn);
  });
});
