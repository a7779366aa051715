import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createInspector } from '../../../adapters/aws/inspector.ts';
import { createStores } from '../../../adapters/stores/createStores.ts';
import { startSesLocal, type SesLocal } from '../../../local/inbox/sesLocal.ts';
import { createTestApp, type Json } from '../../support/app.ts';
import { openDatabase } from '../../../local/database/openDatabase.ts';
import { useStores } from '../../support/stores.ts';
import type { Inspector } from '../../../app/ports/inspector.ts';

const stores = useStores();

const HEALTHY: Inspector = {
  account: async () => ({ production: true, sending: true }),
  identity: async () => ({ verified: true, dkim: true }),
  configurationSet: async () => ({ sending: true }),
  tableIsActive: async () => true,
  tableIsRestorable: async () => true,
  answers: async () => true,
};

/** A workspace with a segment, a draft and its secrets, and engines that say what `over` says. */
async function givenWorkspace(over: Partial<Inspector> = {}) {
  const { options } = await stores.fresh();
  const { deps, call, advance } = createTestApp((clock) => createStores({ ...options, clock }));
  Object.assign(deps, { inspector: { ...HEALTHY, ...over } });
  for (const name of ['signing', 'address-hash']) await deps.secrets.put(name, 'a secret');
  await call('PUT', '/api/v1/settings', { baseUrl: 'https://links.example' });
  const rule = { attribute: 'country', eq: 'IR' };
  const { body: segment } = await call('POST', '/api/v1/segments', { name: 'Iran', rule });
  await deps.stores.segments.mutate(segment.id, (one) => ({ ...one, size: 900, refreshedAt: deps.clock() }));
  const languages = { en: { subject: 'Hi', mjml: '<mjml><mj-body></mj-body></mjml>' } };
  const { body: template } = await call('POST', '/api/v1/templates', { name: 'Offer', languages });
  const from = { name: 'Shop', email: 'news@shop.example' };
  const draft = { name: 'Autumn', segmentIds: [segment.id], templateId: template.id, from, holdout: 0 };
  expect((await call('POST', '/api/v1/campaigns', draft)).status).toBe(201);
  const ask = async () => (await call('GET', '/api/v1/doctor')).body;
  const finding = async (check: string) => (await ask()).findings.find((one: Json) => one.check === check);
  return { deps, ask, finding, advance, options };
}

describe('the doctor', () => {
  it('finds nothing where all is well, and gives no advice then', async () => {
    const { status, findings } = await (await givenWorkspace()).ask();
    expect(findings.filter((one: Json) => one.status !== 'ok')).toEqual([]);
    expect(status).toBe('ok');
    expect(findings.filter((one: Json) => 'do' in one)).toEqual([]);
  });

  it.each<[string, Partial<Inspector>, string, string, RegExp]>([
    ['a sandbox', { account: async () => ({ production: false, sending: true }) }, 'SES account', 'warn', /sandbox/],
    [
      'a stopped account',
      { account: async () => ({ production: true, sending: false }) },
      'SES account',
      'fail',
      /stopped/,
    ],
    ['an unknown sender', { identity: async () => undefined }, 'sender identity', 'fail', /shop\.example/],
    [
      'a domain without DKIM',
      { identity: async () => ({ verified: true, dkim: false }) },
      'sender identity',
      'fail',
      /DKIM/,
    ],
    [
      'no configuration set',
      { configurationSet: async () => undefined },
      'configuration set',
      'fail',
      /does not exist/,
    ],
    ['a table that is gone', { tableIsActive: async (id) => id !== 'activity' }, 'tables', 'fail', /activity/],
    ['no way back', { tableIsRestorable: async (id) => id !== 'control' }, 'restore', 'fail', /control/],
    ['links into nowhere', { answers: async () => false }, 'base URL', 'fail', /does not answer/],
  ])('says what to do about %s', async (_, over, check, status, what) => {
    const workspace = await givenWorkspace(over);
    expect(await workspace.finding(check)).toMatchObject({
      status,
      what: expect.stringMatching(what),
      do: expect.any(String),
    });
    expect((await workspace.ask()).status).toBe(status);
  });

  it('compares the quota with the largest segment', async () => {
    const { deps, finding } = await givenWorkspace();
    expect(await finding('sending quota')).toMatchObject({
      status: 'ok',
      what: expect.stringContaining('900 customers'),
    });
    Object.assign(deps.mailer, { quota: async () => ({ maxSendRate: 1, max24h: 200, sent24h: 150 }) });
    expect(await finding('sending quota')).toMatchObject({
      status: 'warn',
      what: expect.stringContaining('50 of 200'),
    });
  });

  it('minds an address without TLS, a missing secret and a refresh that is a day late', async () => {
    const { deps, finding, advance } = await givenWorkspace();
    advance(30 * 3_600_000);
    expect(await finding('refresh')).toMatchObject({ status: 'warn', what: 'the last one began 30 hours ago' });
    Object.assign(deps, {
      baseUrl: async () => 'http://shop.example',
      secrets: { ...deps.secrets, get: async () => [] },
    });
    expect(await finding('base URL')).toMatchObject({ status: 'warn' });
    expect(await finding('secrets')).toMatchObject({ status: 'fail', what: 'missing: signing, address-hash' });
  });

  it('goes on where one engine cannot tell', async () => {
    const refused = Object.assign(new Error('no'), { name: 'AccessDeniedException' });
    const { ask } = await givenWorkspace({ account: () => Promise.reject(refused) });
    const { status, findings } = await ask();
    expect(status).toBe('warn');
    expect(findings[0]).toMatchObject({ status: 'warn', what: 'not available here (AccessDeniedException)' });
    expect(findings.slice(1).every((one: Json) => one.status === 'ok')).toBe(true);
  });
});

describe('on one machine', () => {
  let ses: SesLocal;
  beforeAll(async () => {
    ses = await startSesLocal(() => undefined);
  });
  afterAll(() => ses.server.close());

  it('what the embedded engines do not know is a warning, and tables are found', async () => {
    const { deps, ask } = await givenWorkspace();
    const address = ses.server.address();
    const sesEndpoint = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
    const data = mkdtempSync(join(tmpdir(), 'peyk-'));
    const database = await openDatabase({ data, clock: deps.clock, say: () => undefined });
    onTestFinished(() => database.close());
    const tables = database.inspector;
    Object.assign(deps, { inspector: createInspector({ tables, configurationSet: 'peyk', sesEndpoint }) });
    const found = Object.fromEntries(
      (await ask()).findings.map((one: Json) => [one.check, `${one.status}: ${one.what}`]),
    );
    expect(found).toMatchObject({
      tables: 'ok: all three answer',
      'SES account': expect.stringContaining('warn: not available here'),
      'sender identity': expect.stringContaining('warn: not available here'),
      'configuration set': expect.stringContaining('warn: not available here'),
    });
  });
});
