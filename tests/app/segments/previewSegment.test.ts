import { beforeEach, describe, expect, it, vi } from 'vitest';
import { compileRule } from '../../../core/segments/compile/compile.ts';
import { contextAt } from '../../../core/segments/evaluation/context.ts';
import { parseRule } from '../../../core/segments/rule/parseRule.ts';
import { respondBy } from '../../../functions/api/responseTime.ts';
import { estimateCampaign } from '../../../app/campaigns/estimateCampaign.ts';
import { segmentOverlap } from '../../../app/segments/overlap.ts';
import { previewSegment } from '../../../app/segments/previewSegment.ts';
import { everyCustomer } from '../../../app/evaluation/everyCustomer.ts';
import { encodeCustomer } from '../../../core/customers/codec.ts';
import { createTestApp, START, type TestApp } from '../../support/app.ts';
import { customer, givenCampaign } from '../../support/sending.ts';
import { useStores } from '../../support/stores.ts';

const dynamo = useStores();
let test: TestApp;

const COUNTRIES = ['UA', 'IR', 'DE'];
const PEOPLE = Array.from({ length: 60 }, (_, index) =>
  customer(`c${index}`, {
    attributes: { country: COUNTRIES[index % 3]!, spent: index },
    consent: { email: { granted: index % 2 === 0, at: 1, source: 'test' } },
    segments: { ...(index < 30 && { one: 1 }), ...(index >= 20 && index < 50 && { two: 1 }) },
  }),
);

beforeEach(async () => {
  const stores = await dynamo.fresh();
  test = createTestApp(() => stores);
  await stores.customers.saveMany(PEOPLE);
});

const preview = async (rule: unknown) => (await test.call('POST', '/api/v1/segments/preview', { rule })).body;

describe('a preview', () => {
  it('says how many remain after each part of an `all`, and how many each part matches alone', async () => {
    const rule = {
      all: [{ attribute: 'country', eq: 'UA' }, { consent: 'email' }, { not: { attribute: 'spent', lt: 30 } }],
    };
    const body = await preview(rule);
    expect(body).toMatchObject({
      matched: 5,
      scanned: 60,
      complete: true,
      waterfall: [
        { path: 'rule.all[0]', matched: 20, remaining: 20, sentence: { en: 'Customers whose country is “UA”.' } },
        { path: 'rule.all[1]', matched: 30, remaining: 10, rule: { consent: 'email' } },
        { path: 'rule.all[2]', matched: 30, remaining: 5 },
      ],
    });
    for (const { sentence } of body.waterfall) expect(Object.keys(sentence)).toEqual(['en', 'fa', 'uk']);
  });

  it('takes a rule that is no `all` as one part, and everybody as none', async () => {
    expect((await preview({ any: [{ consent: 'email' }] })).waterfall).toMatchObject([
      { path: 'rule', matched: 30, remaining: 30 },
    ]);
    expect(await preview({ all: [] })).toMatchObject({ matched: 60, waterfall: [] });
  });

  it('reads every field that a rule looks at, also through other segments', async () => {
    await test.call('PUT', '/api/v1/customers/z', {
      email: 'z@example.com',
      language: 'fa',
      timeZone: 'Asia/Tehran',
      attributes: { vip: true, 'a.b/c #1': 'odd' },
      consent: { email: true },
    });
    const segment = async (rule: unknown) =>
      (await test.call('POST', '/api/v1/segments', { name: 's', rule })).body.id as string;
    const member = await segment({ attribute: 'vip', eq: true });
    const rules = [
      { attribute: 'email', endsWith: 'example.com' },
      { attribute: 'language', eq: 'fa' },
      { attribute: 'timeZone', exists: true },
      { attribute: 'vip', eq: true },
      { attribute: 'a.b/c #1', eq: 'odd' },
      { attribute: 'never stored', exists: false },
      { consent: 'email' },
      { member: await segment({ all: [{ member }, { consent: 'email' }] }) },
      { metric: 'orders', eq: 0 },
      { metric: 'opens', eq: 0 },
      { event: 'visit', count: { eq: 0 } },
    ];
    const item = encodeCustomer((await test.deps.stores.customers.get('z'))!);
    const all = new Map((await test.deps.stores.segments.all()).map((each) => [each.id, each.rule]));
    for (const rule of rules) {
      const holds = compileRule(parseRule(rule), (id) => all.get(id))(item, contextAt(START, 'UTC', 'USD'));
      expect([rule, holds]).toEqual([rule, true]);
      const body = await preview({ all: [rule, { not: { attribute: 'spent', exists: true } }] });
      expect([rule, body.sample]).toEqual([rule, ['z']]);
    }
  });
});

describe('the overlap of two segments', () => {
  it('counts stored members of each, of both and of one only', async () => {
    const { stores } = test.deps;
    for (const id of ['one', 'two', 'none']) {
      await stores.segments.create({ id, name: id, rule: { all: [] }, ruleVersion: 1, createdAt: 1 });
    }
    expect((await test.call('GET', '/api/v1/segments/one/overlap/two')).body).toEqual({
      a: 30,
      b: 30,
      both: 10,
      onlyA: 20,
      onlyB: 20,
      share: 0.2,
      complete: true,
    });
    expect((await test.call('GET', '/api/v1/segments/none/overlap/none')).body).toMatchObject({ both: 0, share: 0 });
    expect((await test.call('GET', '/api/v1/segments/one/overlap/gone')).status).toBe(404);
  });
});

describe('where time ends before everybody is read', () => {
  it('a preview counts those it has read, and says that they are not all', async () => {
    const { stores } = test.deps;
    await stores.customers.saveMany(Array.from({ length: 2_100 }, (_, index) => customer(`more${index}`)));
    const rule = parseRule({ attribute: 'country', eq: 'UA' });
    expect(await previewSegment(test.deps, rule, START, () => false)).toMatchObject({
      scanned: 2_000,
      complete: false,
    });
    expect(await previewSegment(test.deps, rule, START)).toMatchObject({
      scanned: 2_160,
      matched: 2_120,
      complete: true,
    });
  });

  it('an overlap does, too', async () => {
    let left = 30;
    const part = await segmentOverlap(test.deps.stores, 'one', 'two', () => --left > 0);
    expect(part.complete).toBe(false);
    expect(part.onlyA + part.onlyB + part.both).toBeLessThanOrEqual(30);
  });

  it('an estimate projects the others from them, by how many the last refresh saw', async () => {
    const { stores } = test.deps;
    const everybody = { all: [] };
    await stores.segments.create({ id: 'all', name: 'all', rule: everybody, ruleVersion: 1, createdAt: 1 });
    const campaign = await givenCampaign(stores, test.deps.clock, { segmentIds: ['all'], holdout: 0.5 });
    const run = { kind: 'segment-refresh', startedAt: 1, shards: 1, status: 'succeeded', id: 'run_1' } as const;
    await stores.runs.create(run);
    await stores.runs.saveShard(run.id, { shard: 0, scanned: 600, changed: 0, segments: {} });
    let left = 30;
    const part = await estimateCampaign(test.deps, campaign, () => --left > 0);
    expect(part).toMatchObject({ complete: false, audience: 600 });
    const { send, holdout, skipped } = part;
    expect(send + holdout + Object.values(skipped).reduce((sum, each) => sum + each, 0)).toBeCloseTo(600, -1);
    expect(await estimateCampaign(test.deps, campaign)).toMatchObject({ complete: true, audience: 60 });
  });

  it('a function of AWS stops after 22 seconds, one machine never', () => {
    const deps = { clock: () => 1_000, blobs: { ...test.deps.blobs, largestResponse: 4_000_000 } };
    expect(respondBy(deps)).toBe(23_000);
    expect(respondBy({ ...deps, blobs: { ...deps.blobs, largestResponse: Number.POSITIVE_INFINITY } })).toBe(Infinity);
  });
});

describe('a preview in lines', () => {
  const lines = async (rule: unknown) => {
    const headers = { accept: 'application/x-ndjson', 'content-type': 'application/json' };
    const init = { method: 'POST', headers, body: JSON.stringify({ rule }) };
    const answer = await test.app.request('/api/v1/segments/preview', init);
    expect(answer.headers.get('content-type')).toContain('application/x-ndjson');
    return (await answer.text()).trimEnd().split('\n');
  };

  it('tells how far it is, and ends with what the preview without lines answers', async () => {
    const rule = { attribute: 'country', eq: 'UA' };
    const told = (await lines(rule)).map((line) => JSON.parse(line));
    expect(told[0]).toEqual({ scanned: 0 });
    expect(told.at(-1)).toEqual({ ...(await preview(rule)), sample: expect.any(Array) });
  });

  it('knows the end of the bar from the last refresh', async () => {
    const { stores } = test.deps;
    const run = { kind: 'segment-refresh', startedAt: 1, shards: 2 } as const;
    await stores.runs.create({ ...run, id: 'run_1', status: 'succeeded' });
    await stores.runs.create({ ...run, id: 'run_2', status: 'failed' });
    for (const shard of [0, 1]) await stores.runs.saveShard('run_1', { shard, scanned: 30, changed: 0, segments: {} });
    expect(JSON.parse((await lines({ all: [] }))[0]!)).toEqual({ scanned: 0, total: 60 });
  });

  it('refuses a bad rule before the first line, as any request', async () => {
    const answer = await test.call(
      'POST',
      '/api/v1/segments/preview',
      { rule: { attribute: 'country', eq: null } },
      { accept: 'application/x-ndjson' },
    );
    expect([answer.status, answer.body.errors[0].path]).toEqual([400, 'rule.eq']);
  });

  it('ends with a problem where reading fails on the way', async () => {
    const { customers } = test.deps.stores;
    const failing = vi.spyOn(customers, 'scanPages').mockImplementation(() => {
      throw new Error('secret detail');
    });
    const last = JSON.parse((await lines({ all: [] })).at(-1)!);
    failing.mockRestore();
    expect(last.problem.status).toBe(500);
    expect(JSON.stringify(last)).not.toContain('secret');
  });

  it('stops reading once nobody waits for it', async () => {
    let visited = 0;
    await everyCustomer(test.deps.stores, ['id'], () => ++visited < 10);
    expect(visited).toBe(10);
  });
});

describe('a rule in words', () => {
  it('is told without reading anybody, and refused with the path of its fault', async () => {
    const path = '/api/v1/segments/describe';
    const { body } = await test.call('POST', path, { rule: { consent: 'email' } });
    expect(body.sentence.en).toBe('Customers who agreed to receive e-mail.');
    expect((await test.call('POST', path, { rule: { member: 'seg_gone' } })).status).toBe(400);
    expect((await test.call('POST', path, { rule: { any: [] } })).body.errors[0].path).toBe('rule.any');
  });

  it('stands beside each clause of an explanation', async () => {
    await test.deps.stores.segments.create({
      id: 'words',
      name: 'w',
      rule: { consent: 'email' },
      ruleVersion: 1,
      createdAt: 1,
    });
    const { body } = await test.call('GET', '/api/v1/segments/words/explain/c0');
    expect(body.clauses[0].sentence.en).toBe(body.sentence.en);
  });
});
