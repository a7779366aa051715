import { describe, expect, it } from 'vitest';
import type { Chunk } from '../../../core/campaigns/ledger.ts';
import { encodeToken } from '../../../core/messages/tokens.ts';
import { bucketOf } from '../../../core/shared/hash.ts';
import { createStores } from '../../../adapters/stores/createStores.ts';
import { createTestApp, START, type TestApp } from '../../support/app.ts';
import { useStores } from '../../support/stores.ts';

const stores = useStores();
const SHARDS = 2;

/** A campaign that was sent, with its ledger as the sender leaves it: t0..t3 treated, h0..h3 held out, s0 skipped. */
async function givenSent(app: TestApp, id: string, launchedAt: number): Promise<void> {
  const { campaigns, ledger } = app.deps.stores;
  await campaigns.create({
    id,
    version: 0,
    name: id,
    createdAt: launchedAt,
    launchedAt,
    sentAt: launchedAt,
    status: 'sent',
    origin: 'peyk',
    segmentIds: ['seg_a'],
    segmentNames: { seg_a: 'A' },
    holdout: 0.5,
    variants: [],
    conversionWindowDays: 14,
    costs: { perMessage: 3 },
    salt: 'salt',
    shards: SHARDS,
    runNo: 1,
    frozen: {
      segments: [
        { id: 'seg_a', name: 'A' },
        { id: 'seg_b', name: 'B' },
      ],
      arms: [{ arm: 'treatment', templateId: 'tpl', languages: ['en'] }],
      globalHoldout: 0,
      globalSalt: 'global',
      timeZone: 'UTC',
      currency: 'USD',
    },
  });
  const entry = (customerId: string, over = {}) => ({
    customerId,
    segments: customerId.endsWith('0') ? [0, 1] : [0],
    at: launchedAt,
    ...over,
  });
  for (let shard = 0; shard < SHARDS; shard++) {
    const here = (ids: string[]) => ids.filter((each) => Math.floor(bucketOf(each) / (256 / SHARDS)) === shard);
    const base = { campaignId: id, shard, language: 'en', state: 'done' as const, attempt: 1, version: 1 };
    const chunks: Chunk[] = [
      {
        ...base,
        seq: 0,
        kind: 'send',
        arm: 'treatment',
        entries: here(['t0', 't1', 't2', 't3']).map((each) => entry(each, { result: 'accepted', messageId: 'm' })),
      },
      {
        ...base,
        seq: 1,
        kind: 'holdout',
        arm: 'holdout',
        entries: here(['h0', 'h1', 'h2', 'h3']).map((each) => ({ customerId: each, segments: [0] })),
      },
      {
        ...base,
        seq: 2,
        kind: 'skipped',
        arm: '',
        entries: here(['s0']).map((each) => entry(each, { result: 'skipped:noConsent' })),
      },
    ];
    await ledger.putChunks(chunks.filter(({ entries }) => entries.length > 0));
  }
}

/** Orders up to 40 days from now are taken when these days have passed. */
async function givenOrders(app: TestApp, rows: string[]): Promise<void> {
  app.advance(40 * 86_400_000);
  const file = ['order_id,customer_id,placed_at,amount,currency,refund_of', ...rows].join('\n');
  expect(await app.importFile('orders', file, '&createCustomers=true')).toMatchObject({ rejected: 0 });
}

const report = async (app: TestApp, id: string, query = '') =>
  (await app.call('GET', `/api/v1/campaigns/${id}/report${query}`)).body;
const at = (days: number) => new Date(START + days * 86_400_000).toISOString();

async function givenApp() {
  const { options } = await stores.fresh();
  const app = createTestApp((clock) => createStores({ ...options, clock }));
  await app.call('PUT', '/api/v1/settings', { currency: 'USD' });
  return app;
}

describe('GET /campaigns/{id}/report', () => {
  it('joins the ledger with orders in the window, refunds deducted, other currencies named and left out', async () => {
    const app = await givenApp();
    await givenSent(app, 'cmp_1', START);
    await givenOrders(app, [
      `o1,t0,${at(1)},20,USD,`,
      `r1,t0,${at(2)},5,USD,o1`,
      `o2,t1,${at(3)},10,USD,`,
      `o3,t2,${at(15)},99,USD,`,
      `o4,t2,${at(-1)},99,USD,`,
      `o5,h0,${at(1)},4,USD,`,
      `o6,t3,${at(1)},7,EUR,`,
      `o7,s0,${at(1)},50,USD,`,
    ]);
    const body = await report(app, 'cmp_1');
    expect(body.total).toMatchObject({
      treated: { customers: 4, conversions: 2, revenue: 2500 },
      holdout: { customers: 4, conversions: 1, revenue: 400 },
      cost: 12,
    });
    expect(body.segments).toMatchObject([{ segment: 'seg_a', name: 'A', treated: { customers: 4 } }]);
    expect((await report(app, 'cmp_1', '?segments=all')).segments).toMatchObject([
      {},
      { segment: 'seg_b', treated: { customers: 1, revenue: 1500 } },
    ]);
    expect((await report(app, 'cmp_1', '?windowDays=30')).total.treated.revenue).toBe(12_400);
    expect(body.excludedCurrencies).toEqual([{ currency: 'EUR', orders: 1 }]);
    expect(body.refunds).toEqual({ treated: 500, holdout: 0 });
  });

  it('credits by clicks of this and of other campaigns, by sends where the model says so', async () => {
    const app = await givenApp();
    await givenSent(app, 'cmp_1', START);
    await givenSent(app, 'cmp_2', START + 3_600_000);
    await givenOrders(app, [`o1,t0,${at(1)},20,USD,`, `o2,t1,${at(1)},10,USD,`]);
    const click = async (campaignId: string, customerId: string, day: number) => {
      const { newEngagement } = await import('../../../core/campaigns/engagement.ts');
      const when = START + day * 86_400_000;
      await app.deps.stores.uniqueCounters.add(campaignId, customerId, ['clicked']);
      await app.deps.stores.timeline.saveEngagement({
        ...newEngagement(customerId, campaignId),
        clicks: 1,
        firstClickAt: when,
        lastClickAt: when,
      });
    };
    await click('cmp_1', 't0', 0.5);
    await click('cmp_1', 't1', 0.2);
    await click('cmp_2', 't1', 0.4);
    expect((await report(app, 'cmp_1')).total.attributed).toEqual({
      model: 'lastClick',
      conversions: 1,
      revenue: 2000,
    });
    expect((await report(app, 'cmp_2')).total.attributed.revenue).toBe(1000);
    expect((await report(app, 'cmp_1', '?model=firstTouch')).total.attributed.revenue).toBe(3000);
    const both = await Promise.all(['cmp_1', 'cmp_2'].map((id) => report(app, id, '?model=linear')));
    const credits: number[] = both.map((each) => each.total.attributed.revenue);
    expect(credits.reduce((sum, credit) => sum + credit, 0)).toBe(3000);
    expect((await report(app, 'cmp_1')).engagement).toMatchObject({ clicks: 2 });
  });

  it('believes the click token that an order brings back', async () => {
    const app = await givenApp();
    await givenSent(app, 'cmp_1', START);
    const { secret } = (await app.call('POST', '/api/v1/sources', { name: 'shop' })).body;
    const clickToken = encodeToken({ kind: 'click', campaignId: 'cmp_1', customerId: 't0', link: 0 }, app.deps.signer);
    const data = { orderId: 'o1', customerId: 't0', amount: 900, currency: 'USD', placedAt: at(0.01), clickToken };
    expect((await app.deliver('shop', secret, 'm1', { type: 'order.placed', data })).status).toBe(202);
    expect((await report(app, 'cmp_1')).total.attributed).toMatchObject({ conversions: 1, revenue: 900 });
  });

  it('shows on each customer’s timeline what reached them, holdout included', async () => {
    const app = await givenApp();
    await givenSent(app, 'cmp_1', START);
    await givenOrders(app, [`o1,t0,${at(1)},20,USD,`, `o2,h0,${at(1)},20,USD,`]);
    const timeline = async (id: string) => (await app.call('GET', `/api/v1/customers/${id}/timeline`)).body.items;
    expect(await timeline('t0')).toMatchObject([
      { type: 'order' },
      { type: 'touch', arm: 'treatment', result: 'accepted', segments: ['seg_a', 'seg_b'] },
    ]);
    expect(await timeline('h0')).toMatchObject([
      { type: 'order' },
      { type: 'touch', arm: 'holdout', result: 'holdout' },
    ]);
  });
});
