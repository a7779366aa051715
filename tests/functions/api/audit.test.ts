import { describe, expect, it } from 'vitest';
import { createStores } from '../../../adapters/stores/createStores.ts';
import { createTestApp, START, type Answer } from '../../support/app.ts';
import { useStores } from '../../support/stores.ts';

const stores = useStores();

async function givenApp() {
  const { options } = await stores.fresh();
  const app = createTestApp((clock) => createStores({ ...options, clock }));
  return { ...app, audit: async () => (await app.call('GET', '/api/v1/audit')).body.items };
}

const rule = { attribute: 'country', eq: 'IR' };

describe('the audit log', () => {
  it('says who changed what and when, with names of fields and never their values', async () => {
    const { call, audit } = await givenApp();
    const person = { email: 'ada@example.com', attributes: { shoe: 'secret-size' }, consent: { email: true } };
    await call('PUT', '/api/v1/customers/c1', person);
    const { body: segment } = await call('POST', '/api/v1/segments', { name: 'Iran', rule });
    await call('DELETE', '/api/v1/customers/c1');
    const items = await audit();
    const who = { kind: 'local', id: 'local', name: 'this machine' };
    const at = new Date(START).toISOString();
    expect(items).toMatchObject([
      { who, at, method: 'DELETE', route: '/api/v1/customers/{id}', target: 'c1', fields: [], status: 202 },
      { who, at, method: 'POST', route: '/api/v1/segments', target: segment.id, fields: ['name', 'rule'], status: 201 },
      { who, at, method: 'PUT', target: 'c1', fields: ['email', 'attributes.shoe', 'consent.email'], status: 200 },
    ]);
    expect(JSON.stringify(items)).not.toMatch(/ada@|secret-size|Iran/);
  });

  it('has one entry for a request that is repeated under its Idempotency-Key', async () => {
    const { call, audit } = await givenApp();
    const post = () => call('POST', '/api/v1/segments', { name: 'A', rule }, { 'idempotency-key': 'k1' });
    await post();
    await Promise.all([post(), post()]);
    expect(await audit()).toHaveLength(1);
  });

  it('has none for what was refused, only read or only asked', async () => {
    const { call, audit } = await givenApp();
    await call('POST', '/api/v1/segments', { name: '', rule });
    await call('DELETE', '/api/v1/customers/nobody');
    await call('GET', '/api/v1/segments');
    expect((await call('POST', '/api/v1/segments/preview', { rule })).status).toBe(200);
    expect(await audit()).toEqual([]);
  });

  it('is paged newest first, from month to month', async () => {
    const { call, advance } = await givenApp();
    for (let index = 0; index < 7; index++) {
      await call('PUT', `/api/v1/customers/c${index}`, {});
      advance(20 * 86_400_000);
    }
    const targets: string[] = [];
    let path = '/api/v1/audit?limit=2';
    for (let pages = 0; pages < 9; pages++) {
      const { body }: Answer = await call('GET', path);
      targets.push(...body.items.map(({ target }: { target: string }) => target));
      if (body.next === undefined) break;
      path = `/api/v1/audit?limit=2&cursor=${body.next}`;
    }
    expect(targets).toEqual(['c6', 'c5', 'c4', 'c3', 'c2', 'c1', 'c0']);
    expect((await call('GET', '/api/v1/audit?cursor=made-up')).status).toBe(400);
  });

  it('that cannot be written leaves the change standing and the entry in the log', async () => {
    const { options } = await stores.fresh();
    const app = createTestApp((clock) => {
      const all = createStores({ ...options, clock });
      return { ...all, audit: { ...all.audit, add: () => Promise.reject(new Error('down')) } };
    });
    expect((await app.call('PUT', '/api/v1/customers/c1', {})).status).toBe(200);
    expect(app.logged).toMatchObject([{ level: 'error', message: 'audit entry lost', fields: { who: 'local' } }]);
  });
});
