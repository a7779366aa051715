import { beforeEach, describe, expect, it } from 'vitest';
import { newCustomer } from '../../../core/customers/customer.ts';
import { shardOf } from '../../../core/shared/shards.ts';
import { estimateCampaign } from '../../../app/campaigns/estimateCampaign.ts';
import { recordVisit } from '../../../app/engagement/recordEngagement.ts';
import { createStores } from '../../../adapters/stores/createStores.ts';
import { createTestApp, START, type TestApp } from '../../support/app.ts';
import { refresh } from '../../support/refreshing.ts';
import { givenCampaign, planned as planCampaign } from '../../support/sending.ts';
import { useStores } from '../../support/stores.ts';

const dynamo = useStores();
const DAY = 86_400_000;
let test: TestApp;
let secret: string;
let deliveries = 0;

beforeEach(async () => {
  const { options } = await dynamo.fresh();
  test = createTestApp((clock) => createStores({ ...options, clock }));
  secret = (await test.call('POST', '/api/v1/sources', { name: 'shop' })).body.secret;
});

const time = (daysAgo: number) => new Date(START - daysAgo * DAY).toISOString();
const hook = async (type: string, data: object) => {
  const { status } = await test.deliver('shop', secret, `d${++deliveries}`, { type, data });
  expect(status).toBeLessThan(300);
};
const happened = (name: string, daysAgo: number, properties: object, eventId = `e${++deliveries}`) =>
  hook('event.recorded', { eventId, customerId: 'c1', name, at: time(daysAgo), properties });
const bought = (orderId: string, daysAgo: number, categories: readonly string[]) =>
  hook('order.placed', {
    orderId,
    customerId: 'c1',
    amount: 500,
    currency: 'USD',
    placedAt: time(daysAgo),
    items: categories.map((category) => ({ sku: 's', category, quantity: 1, amount: 1 })),
  });

async function segment(name: string, rule: unknown): Promise<string> {
  const { status, body } = await test.call('POST', '/api/v1/segments', { name, rule });
  expect(status).toBe(201);
  // Intake takes new segments in within five seconds.
  test.advance(6_000);
  return body.id;
}

const membersOf = async (id: string) =>
  (await test.call('GET', `/api/v1/segments/${id}/members`)).body.items.map(
    (each: { customerId: string }) => each.customerId,
  );
const explained = async (id: string, customerId = 'c1') =>
  (await test.call('GET', `/api/v1/segments/${id}/explain/${customerId}`)).body;

describe('a segment about properties', () => {
  it('takes a customer in with the event that decides, and is explained by the count', async () => {
    const rule = {
      event: 'visited',
      where: { page: 'Pricing', seconds: { gte: 30 } },
      within: '7d',
      count: { gte: 2 },
    };
    const id = await segment('Interested', rule);
    await happened('visited', 1, { page: 'pricing', seconds: 31 });
    await happened('visited', 1, { page: 'pricing', seconds: 5 });
    await happened('visited', 9, { page: 'pricing', seconds: 99 });
    expect(await membersOf(id)).toEqual([]);
    await happened('visited', 2, { page: 'PRICING', seconds: 30.5 }, 'decides');
    await happened('visited', 2, { page: 'PRICING', seconds: 30.5 }, 'decides');
    expect(await membersOf(id)).toEqual(['c1']);
    expect((await explained(id)).clauses).toMatchObject([{ path: 'rule', holds: true, value: 2 }]);
  });

  it('takes the categories of orders for purchases, until the shop records purchases itself', async () => {
    const books = await segment('Readers', { event: 'purchase', where: { category: 'books' }, count: { gte: 2 } });
    const any = await segment('Buyers', { event: 'purchase', within: '30d' });
    await bought('o1', 3, ['Books', 'Toys', 'books']);
    expect([await membersOf(books), await membersOf(any)]).toEqual([[], ['c1']]);
    await hook('order.refunded', { orderId: 'o1', refundId: 'r1', amount: 500, currency: 'USD', refundedAt: time(1) });
    await bought('o2', 40, ['BOOKS']);
    expect(await membersOf(books)).toEqual(['c1']);
    await happened('purchase', 1, { category: 'garden' });
    expect([await membersOf(books), await membersOf(any)]).toEqual([[], ['c1']]);
  });

  it('reads the category of a file, at the next refresh', async () => {
    const id = await segment('Readers', { event: 'purchase', where: { category: 'کتاب' } });
    const file =
      'order_id,customer_id,placed_at,amount,currency,category\no1,f1,2026-01-20,5.00,USD,كتاب\no2,f2,2026-01-20,5.00,USD,\n';
    await test.importFile('orders', file, '&createCustomers=true');
    await refresh(test.deps);
    expect(await membersOf(id)).toEqual(['f1']);
  });
});

describe('a segment about answers', () => {
  it('follows the latest one at once, which the customer shows', async () => {
    const id = await segment('Unhappy', { feedback: 'nps', lte: 6, within: '30d' });
    await happened('feedback', 2, { survey: 'nps', score: 3 });
    expect(await membersOf(id)).toEqual(['c1']);
    await happened('feedback', 1, { survey: 'nps', score: 9, page: 'checkout' });
    await happened('feedback', 5, { survey: 'nps', score: 0 });
    expect(await membersOf(id)).toEqual([]);
    expect((await explained(id)).clauses[0]).toMatchObject({ holds: false, value: 9 });
    const { body } = await test.call('GET', '/api/v1/customers/c1');
    expect(body.feedback).toEqual({ nps: { score: 9, at: time(1) } });
  });
});

const PEOPLE = ['t1', 't2', 't3', 'h1', 'u1'];
const SHARDS = 4;

/** A campaign sent some days ago: t1 to t3 got it, h1 was held out, of u1 nobody knows. */
async function givenSent(id: string, daysAgo: number): Promise<void> {
  const { campaigns, ledger } = test.deps.stores;
  const at = START - daysAgo * DAY;
  const base = { id, version: 0, name: `Campaign ${id}`, status: 'sent', origin: 'peyk', salt: 's', runNo: 1 } as const;
  await campaigns.create({
    ...base,
    createdAt: at,
    launchedAt: at,
    sentAt: at,
    segmentIds: [],
    segmentNames: {},
    holdout: 0,
    variants: [],
    conversionWindowDays: 5,
    shards: SHARDS,
  });
  const chunk = { campaignId: id, language: 'en', state: 'done', attempt: 1, version: 1 } as const;
  await ledger.putChunks(
    Object.entries(Object.groupBy(PEOPLE, (person) => shardOf(person, SHARDS))).flatMap(([shard, people = []]) => {
      const result = (person: string) => (person === 'u1' ? ('unknown' as const) : ('accepted' as const));
      const sent = people
        .filter((person) => person !== 'h1')
        .map((customerId) => ({ customerId, segments: [], result: result(customerId), at }));
      const held = people.filter((person) => person === 'h1').map((customerId) => ({ customerId, segments: [] }));
      return [
        { ...chunk, shard: Number(shard), seq: 0, kind: 'send' as const, arm: 'treatment', entries: sent },
        { ...chunk, shard: Number(shard), seq: 1, kind: 'holdout' as const, arm: 'holdout', entries: held },
      ].filter(({ entries }) => entries.length > 0);
    }),
  );
}

const givenCampaignFor = (segmentId: string) =>
  givenCampaign(test.deps.stores, test.deps.clock, {
    segmentIds: [segmentId],
    frozen: {
      segments: [{ id: segmentId, name: 'Aimed at' }],
      arms: [{ arm: 'treatment', templateId: 'tpl_1', languages: ['en'] }],
      globalHoldout: 0,
      globalSalt: 'global',
      timeZone: 'UTC',
      currency: 'USD',
    },
  });

describe('a segment about a campaign', () => {
  const created = START - 100 * DAY;
  const order = (customerId: string, daysAgo: number) =>
    hook('order.placed', {
      orderId: `o${++deliveries}`,
      customerId,
      amount: 5,
      currency: 'USD',
      placedAt: time(daysAgo),
    });

  beforeEach(async () => {
    for (const id of PEOPLE) await test.deps.stores.customers.save(newCustomer(id, created));
  });

  it('takes in who clicked at once, people only', async () => {
    await givenSent('cmp_1', 2);
    const clicked = await segment('Clicked', { campaign: 'cmp_1', did: 'clicked', within: '7d' });
    const opened = await segment('Opened', { campaign: 'cmp_1', did: 'opened' });
    const visit = (customerId: string, kind: 'open' | 'click', machine: boolean) =>
      recordVisit(test.deps, { customerId, campaignId: 'cmp_1' }, kind, () => machine);
    await visit('t1', 'click', false);
    await visit('t2', 'click', true);
    await visit('t2', 'open', false);
    expect([await membersOf(clicked), await membersOf(opened)]).toEqual([['t1'], ['t2']]);
    expect((await explained(clicked, 't1')).clauses[0]).toMatchObject({ holds: true, value: '2026-02-01' });
    const { sentence } = (await test.call('GET', `/api/v1/segments/${clicked}`)).body;
    expect(sentence.en).toBe('Customers who clicked a link of the campaign “Campaign cmp_1” in the last 7 days.');
  });

  it('of what was sent changes in the refresh, and previews, explanations and audiences agree with it', async () => {
    await givenSent('cmp_1', 10);
    const rules = {
      received: { campaign: 'cmp_1', did: 'received' },
      lately: { campaign: 'cmp_1', did: 'received', within: '7d' },
      converted: { campaign: 'cmp_1', did: 'converted' },
      unconverted: {
        all: [{ campaign: 'cmp_1', did: 'received' }, { not: { campaign: 'cmp_1', did: 'converted' } }],
      },
      sent: { metric: 'sends', gte: 1 },
      often: { metric: 'sends', within: '30d', gte: 2 },
    };
    await order('t1', 10);
    await order('t2', 4);
    await order('t3', 11);
    await order('h1', 9);
    const ids: Record<string, string> = {};
    for (const [name, rule] of Object.entries(rules)) ids[name] = await segment(name, rule);
    await order('t2', 12);
    expect(await membersOf(ids['received']!)).toEqual([]);
    await refresh(test.deps);
    const found = async () => {
      const all: Record<string, string[]> = {};
      for (const name of Object.keys(rules)) all[name] = (await membersOf(ids[name]!)).toSorted();
      return all;
    };
    const expected = {
      received: ['t1', 't2', 't3'],
      lately: [],
      converted: ['t1'],
      unconverted: ['t2', 't3'],
      sent: ['t1', 't2', 't3'],
      often: [],
    };
    expect(await found()).toEqual(expected);
    for (const name of ['unconverted', 'sent'] as const) {
      const preview = (await test.call('POST', '/api/v1/segments/preview', { rule: rules[name] })).body;
      expect([preview.sample.toSorted(), preview.scanned]).toEqual([expected[name], PEOPLE.length]);
    }
    expect((await explained(ids['received']!, 't1')).clauses[0]).toMatchObject({ holds: true, value: '2026-01-22' });
    expect((await explained(ids['received']!, 'h1')).clauses[0]).toMatchObject({ holds: false, value: null });

    const { ledger } = test.deps.stores;
    const campaign = await givenCampaignFor(ids['unconverted']!);
    expect(await estimateCampaign(test.deps, campaign)).toMatchObject({ audience: 2, skipped: { noEmail: 2 } });
    const planned: string[] = [];
    for (const shard of await planCampaign(test.deps, campaign)) {
      for (const { entries } of await ledger.chunksOf(campaign.id, shard)) {
        planned.push(...entries.map(({ customerId }) => customerId));
      }
    }
    expect(planned.toSorted()).toEqual(expected.unconverted);

    // Another campaign goes out; nobody is written, and the next refresh, which is incremental, still sees it.
    await givenSent('cmp_2', 1);
    await order('t1', 1);
    expect(await found()).toEqual(expected);
    test.advance(60_000);
    await refresh(test.deps);
    expect(await found()).toEqual({ ...expected, often: ['t1', 't2', 't3'] });
  });

  it('counts a campaign that was run elsewhere by its assignments', async () => {
    const file = 'campaign,customer_id,arm,sent_at\nOld,t1,A,2025-08-20\nOld,h1,holdout,2025-08-20\n';
    await test.importFile('assignments', file);
    const [campaign] = (await test.call('GET', '/api/v1/campaigns')).body.items;
    const id = await segment('Got it', { campaign: campaign.id, did: 'received' });
    const counted = await segment('Had mail', { metric: 'sends', gte: 1 });
    await refresh(test.deps);
    expect([await membersOf(id), await membersOf(counted)]).toEqual([['t1'], ['t1']]);
  });

  it('that does not exist is refused by the path, wherever a rule comes in', async () => {
    const rule = { all: [{ consent: 'email' }, { not: { campaign: 'cmp_9', did: 'opened' } }] };
    const issue = [{ path: 'rule.all[1].not.campaign', reason: 'campaign cmp_9 does not exist' }];
    const id = await segment('Any', { all: [] });
    const answers = await Promise.all([
      test.call('POST', '/api/v1/segments', { name: 'x', rule }),
      test.call('PUT', `/api/v1/segments/${id}`, { name: 'x', rule }),
      test.call('POST', '/api/v1/segments/preview', { rule }),
    ]);
    for (const { status, body } of answers) expect([status, body.errors]).toEqual([400, issue]);
    const plan = await test.call('POST', '/api/v1/segments/plan', { segments: [{ name: 'x', rule }] });
    expect([plan.status, plan.body.errors[0].path]).toEqual([400, 'segments[0].rule.all[1].not.campaign']);
  });

  it('knows nothing of somebody who was erased and comes back', async () => {
    await givenSent('cmp_1', 2);
    await recordVisit(test.deps, { customerId: 't1', campaignId: 'cmp_1' }, 'click', () => false);
    const id = await segment('Reached', {
      any: [
        { campaign: 'cmp_1', did: 'received' },
        { campaign: 'cmp_1', did: 'clicked' },
        { metric: 'sends', gte: 1 },
      ],
    });
    expect((await test.call('DELETE', '/api/v1/customers/t1')).status).toBeLessThan(300);
    expect((await test.call('PUT', '/api/v1/customers/t1', { attributes: { back: true } })).status).toBe(200);
    await refresh(test.deps);
    expect((await membersOf(id)).toSorted()).toEqual(['t2', 't3']);
  });
});
