import { describe, expect, it } from 'vitest';
import { paths } from '../../../contract/paths.ts';
import { ROUTES } from '../../../functions/api/routeTable.ts';
import { createStores } from '../../../adapters/stores/createStores.ts';
import { createTestApp, type Answer, type Json } from '../../support/app.ts';
import { useStores } from '../../support/stores.ts';

const stores = useStores();

async function givenApp() {
  const { options } = await stores.fresh();
  return createTestApp((clock) => createStores({ ...options, clock }));
}

describe('errors', () => {
  it('are problem details, for a wrong address as for a wrong body', async () => {
    const { call } = await givenApp();
    const cases = [
      [await call('GET', '/api/v1/nothing'), 404],
      [await call('GET', '/api/v1/customers/nobody'), 404],
      [await call('PUT', '/api/v1/customers/c1', '{"email":'), 400],
      [await call('PUT', '/api/v1/customers/c1', 'x', { 'content-type': 'text/plain' }), 415],
      [await call('PUT', '/api/v1/customers/c1', `{"a":"${'x'.repeat(1_048_576)}"}`), 413],
      [await call('PUT', '/api/v1/customers/c1', { email: 'a@b@c' }), 400],
      [await call('GET', '/api/v1/customers?limit=201'), 400],
      [await call('GET', '/api/v1/customers?cursor=made-up'), 400],
      [await call('POST', '/api/v1/imports?kind=people', 'x', { 'content-type': 'text/csv' }), 400],
      [await call('POST', '/api/v1/imports?kind=orders', '{}'), 415],
    ] as const;
    for (const [{ status, body, headers }, expected] of cases) {
      expect([status, body.status]).toEqual([expected, expected]);
      expect(headers.get('content-type')).toBe('application/problem+json');
      expect(body).toMatchObject({
        type: expect.stringMatching(/^urn:peyk:problem:/),
        title: expect.any(String),
        detail: expect.any(String),
      });
    }
  });

  it('name the field', async () => {
    const { call } = await givenApp();
    const { body } = await call('PUT', '/api/v1/customers/c1', {
      email: 'no',
      timeZone: 'Mars/Base',
      attributes: { a: {} },
      colour: 'red',
    });
    expect(body.errors.map(({ path }: { path: string }) => path).sort()).toEqual([
      'attributes.a',
      'colour',
      'email',
      'timeZone',
    ]);
    expect((await call('GET', '/api/v1/customers/c1')).status).toBe(404);
  });
});

describe('an Idempotency-Key', () => {
  it('makes a write happen once and replays its answer; another body is a conflict', async () => {
    const { call } = await givenApp();
    const rule = { attribute: 'country', eq: 'IR' };
    const post = (name: string) => call('POST', '/api/v1/segments', { name, rule }, { 'idempotency-key': 'k1' });
    const first = await post('Iran');
    expect(first.status).toBe(201);
    expect(await post('Iran')).toMatchObject({ status: 201, body: first.body });
    expect((await post('Persia')).status).toBe(409);
    expect((await call('GET', '/api/v1/segments')).body.items).toHaveLength(1);
  });

  it('is free again after a request that was refused', async () => {
    const { call } = await givenApp();
    const headers = { 'idempotency-key': 'k1' };
    expect((await call('POST', '/api/v1/segments', { name: '', rule: {} }, headers)).status).toBe(400);
    expect((await call('POST', '/api/v1/segments', { name: 'A', rule: { consent: 'email' } }, headers)).status).toBe(
      201,
    );
  });
});

describe('the description', () => {
  it('is OpenAPI 3.1 and holds every route', async () => {
    const { call } = await givenApp();
    const { status, body } = await call('GET', '/openapi.json');
    expect([status, body.openapi]).toEqual([200, '3.1.0']);
    for (const { method, path } of ROUTES) expect(body.paths[path]?.[method], `${method} ${path}`).toBeDefined();
  });

  it('says of every answer in JSON what it holds, the report included', async () => {
    const { call } = await givenApp();
    const { paths, components } = (await call('GET', '/openapi.json')).body;
    const whole = ({ $ref, ...schema }: Json): Json =>
      $ref === undefined ? schema : components.schemas[$ref.replace('#/components/schemas/', '')];
    for (const { method, path, responses } of ROUTES) {
      for (const status of Object.keys(responses)) {
        const json = paths[path][method].responses[status].content['application/json'];
        if (json) expect(Object.keys(whole(json.schema).properties), `${method} ${path}`).not.toEqual([]);
      }
    }
    expect(Object.keys(components.schemas.Report.properties)).toContain('sampleRatio');
    expect(components.schemas.Cell.properties.verdict.enum).toContain('not-enough-data');
    expect(JSON.stringify(components.schemas.Webhook)).toContain('order.refunded');
  });

  it('refers to nothing that it does not hold', async () => {
    const { call } = await givenApp();
    const { text, body } = await call('GET', '/openapi.json');
    const referred = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, ref]) =>
      ref!.replace('#/components/schemas/', ''),
    );
    expect(referred.length).toBeGreaterThan(100);
    expect(Object.keys(body.components.schemas)).toEqual(expect.arrayContaining([...new Set(referred)]));
  });

  it('has every path that clients build', () => {
    const known = ROUTES.map(({ path }) => new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`));
    for (const [name, path] of Object.entries(paths)) {
      const built = typeof path === 'string' ? path : path('a', 'launch');
      const isRoute = known.some((route) => route.test(built)) || /^\/(health|hooks\/v1\/a)$/.test(built);
      expect(isRoute, `${name}: ${built}`).toBe(true);
    }
  });

  it('says health', async () => {
    const { call } = await givenApp();
    expect((await call('GET', '/health')).body).toEqual({ status: 'ok' });
  });
});

describe('settings', () => {
  it('keep what is not named, and refuse what no workspace can have', async () => {
    const { call } = await givenApp();
    expect(
      (await call('PUT', '/api/v1/settings', { currency: 'IRR', timeZone: 'Asia/Tehran', calendar: 'persian' })).status,
    ).toBe(200);
    const { body } = await call('PUT', '/api/v1/settings', { marginRate: 0.4, refreshSchedule: '0 3 * * *' });
    expect(body).toMatchObject({
      currency: 'IRR',
      timeZone: 'Asia/Tehran',
      calendar: 'persian',
      marginRate: 0.4,
      refreshSchedule: '0 3 * * *',
      nextRefreshAt: '2026-02-01T23:30:00.000Z',
    });
    for (const bad of [
      { currency: 'XXQ' },
      { timeZone: 'Mars/Base' },
      { timeZone: '+03:30' },
      { languages: ['zz_!'] },
      { globalHoldout: 0.6 },
      { refreshSchedule: '99 * * * *' },
      { refreshSchedule: '0 3 1 * 1' },
      { baseUrl: 'javascript:alert(1)' },
      { colour: 'red' },
    ]) {
      expect((await call('PUT', '/api/v1/settings', bad)).status, JSON.stringify(bad)).toBe(400);
    }
  });
});

describe('segments', () => {
  it('are described, previewed, listed with members and explained', async () => {
    const { call, deps } = await givenApp();
    for (const [id, country] of [
      ['c1', 'IR'],
      ['c2', 'UA'],
      ['c3', 'IR'],
    ]) {
      await call('PUT', `/api/v1/customers/${id}`, { attributes: { country } });
    }
    const rule = { attribute: 'country', eq: 'IR' };
    const { body: segment } = await call('POST', '/api/v1/segments', { name: 'Iran', rule });
    expect(segment).toMatchObject({
      version: 1,
      rule,
      sentence: { en: expect.any(String), fa: expect.any(String), uk: expect.any(String) },
    });
    const { body: preview } = await call('POST', '/api/v1/segments/preview', { rule });
    expect({ ...preview, sample: preview.sample.sort() }).toMatchObject({
      matched: 2,
      scanned: 3,
      sample: ['c1', 'c3'],
    });
    await deps.stores.customers.mutate(
      'c3',
      (customer) => customer && { ...customer, segments: { [segment.id]: 5000 } },
    );
    const { body: members } = await call('GET', `/api/v1/segments/${segment.id}/members?limit=1`);
    expect(members.items).toEqual([{ customerId: 'c3', since: '1970-01-01T00:00:05.000Z' }]);
    expect((await call('GET', `/api/v1/segments/${segment.id}/explain/c2`)).body).toMatchObject({
      member: false,
      clauses: [{ holds: false, value: 'UA' }],
    });
    expect((await call('GET', `/api/v1/segments/${segment.id}`)).body).toMatchObject({ name: 'Iran', history: [] });
    expect(await call('POST', '/api/v1/segments', { name: 'x', rule: { all: [{ attribut: 'a' }] } })).toMatchObject({
      status: 400,
      body: { errors: [{ path: expect.stringMatching(/^rule\.all/) }] },
    });
    expect((await call('POST', '/api/v1/segments', { name: 'x', rule: { member: 'seg_none' } })).status).toBe(400);
  });

  it('say money in the workspace’s currency', async () => {
    const { call } = await givenApp();
    await call('PUT', '/api/v1/settings', { currency: 'EUR' });
    const { body } = await call('POST', '/api/v1/segments', { name: 'A', rule: { metric: 'revenue', gte: 50_000 } });
    expect(body.sentence.en).toContain('500.00 EUR');
  });

  it('never refer to one another in a circle: the reference is named, made or changed', async () => {
    const { call } = await givenApp();
    const made = async (name: string, rule: unknown) =>
      (await call('POST', '/api/v1/segments', { name, rule })).body.id;
    const a = await made('A', { consent: 'email' });
    const b = await made('B', { all: [{ consent: 'email' }, { member: a }] });
    const turned = { name: 'A', rule: { any: [{ consent: 'email' }, { not: { member: b } }] } };
    expect(await call('PUT', `/api/v1/segments/${a}`, turned)).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'rule.any[1].not.member', reason: expect.stringContaining('refers back to itself') }] },
    });
    expect(await call('PUT', `/api/v1/segments/${a}`, { name: 'A', rule: { member: a } })).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'rule.member' }] },
    });
    expect((await call('GET', `/api/v1/segments/${a}`)).body).toMatchObject({ version: 1, rule: { consent: 'email' } });
  });

  it('are refreshed by a run that can be followed', async () => {
    const { call, started } = await givenApp();
    const { status, body } = await call('POST', '/api/v1/segments/refresh');
    expect(status).toBe(202);
    expect(started).toMatchObject([{ name: 'segment-refresh', execution: body.runId, input: { runId: body.runId } }]);
    expect((await call('GET', `/api/v1/runs/${body.runId}`)).body).toMatchObject({
      status: 'running',
      progress: { shardsDone: 0 },
    });
  });

  it('are refreshed for everybody when asked to, and the run says how much it did', async () => {
    const { call, deps } = await givenApp();
    expect((await call('POST', '/api/v1/segments/refresh?full=perhaps')).status).toBe(400);
    const { runId } = (await call('POST', '/api/v1/segments/refresh?full=true')).body;
    expect(await deps.stores.runs.get(runId)).toMatchObject({ full: true });
    const effort = { mode: 'incremental' as const, evaluated: 2, evaluations: 9 };
    const shard = { scanned: 50, changed: 1, segments: {} };
    await deps.stores.runs.saveShard(runId, { ...shard, ...effort, shard: 0 });
    await deps.stores.runs.saveShard(runId, { ...shard, mode: 'full', evaluated: 50, evaluations: 100, shard: 1 });
    expect((await call('GET', `/api/v1/runs/${runId}`)).body).toMatchObject({
      ...{ mode: 'incremental', evaluated: 52, evaluations: 109 },
      progress: { scanned: 100, changed: 2 },
    });
  });

  it('are not refreshed twice at a time: the refusal names the run under way', async () => {
    const { call, started, deps, advance } = await givenApp();
    const [first, ...others] = await Promise.all([1, 2, 3].map(() => call('POST', '/api/v1/segments/refresh'))).then(
      (answers) => answers.sort((a, b) => a.status - b.status),
    );
    expect(first!.status).toBe(202);
    const { runId } = first!.body;
    for (const other of others) expect(other).toMatchObject({ status: 409, body: { runId } });
    expect(started).toHaveLength(1);

    const totals = { scanned: 7, changed: 3, entered: 2, left: 1 };
    await deps.stores.runs.mutate(runId, (run) => ({ ...run, status: 'succeeded', finishedAt: deps.clock(), totals }));
    advance(1_000);
    expect((await call('POST', '/api/v1/segments/refresh')).status).toBe(202);
    const { items } = (await call('GET', '/api/v1/runs?kind=segment-refresh')).body;
    expect(items).toMatchObject([{ status: 'running' }, { runId, status: 'succeeded', totals }]);
    expect((await call('GET', '/api/v1/runs?kind=campaign')).status).toBe(400);
  });

  it('are refreshed again after an execution that died, whose run has then failed', async () => {
    const { call, started, deps, advance } = await givenApp();
    const { runId } = (await call('POST', '/api/v1/segments/refresh')).body;
    started.length = 0; // Nobody knows the execution: it may be about to start.
    advance(10_000);
    expect((await call('POST', '/api/v1/segments/refresh')).body).toMatchObject({ status: 409, runId });
    advance(60_000);
    expect((await call('POST', '/api/v1/segments/refresh')).status).toBe(202);
    expect(await deps.stores.runs.get(runId)).toMatchObject({ status: 'failed', finishedAt: deps.clock() });
  });

  it('are free to be refreshed where the workflow could not be started', async () => {
    const { call, deps } = await givenApp();
    const workflows = { ...deps.workflows };
    Object.assign(deps.workflows, { start: () => Promise.reject(new Error('no')) });
    expect((await call('POST', '/api/v1/segments/refresh')).status).toBe(500);
    Object.assign(deps.workflows, workflows);
    expect((await call('POST', '/api/v1/segments/refresh')).status).toBe(202);
  });
});

describe('customers', () => {
  it('are listed newest first, page by page', async () => {
    const { call, advance } = await givenApp();
    for (let index = 0; index < 5; index++) {
      await call('PUT', `/api/v1/customers/c${index}`, {});
      advance(1000);
    }
    const ids: string[] = [];
    for (let next: string | undefined = ''; next !== undefined;) {
      const { body }: Answer = await call(
        'GET',
        `/api/v1/customers?limit=2${next && `&cursor=${encodeURIComponent(next)}`}`,
      );
      ids.push(...body.items.map(({ id }: { id: string }) => id));
      next = body.next;
    }
    expect(ids).toEqual(['c4', 'c3', 'c2', 'c1', 'c0']);
  });
});
