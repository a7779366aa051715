import { describe, expect, it } from 'vitest';
import { MAX_SEGMENTS } from '../../../core/segments/rule/limits.ts';
import { createStores } from '../../../adapters/stores/createStores.ts';
import { createTestApp, type Answer } from '../../support/app.ts';
import { useStores } from '../../support/stores.ts';

const stores = useStores();

async function givenApp() {
  const { options } = await stores.fresh();
  return createTestApp((clock) => createStores({ ...options, clock }));
}

/** A profile as text of exactly this many bytes. */
const profileOf = (bytes: number) => '{"language":"fa"}'.padEnd(bytes, ' ');

describe('a body one byte over its cap is refused with 413, and nothing is stored', () => {
  it('of JSON: 1 MB', async () => {
    const { call } = await givenApp();
    const put = (bytes: number) =>
      call('PUT', '/api/v1/customers/c1', profileOf(bytes), { 'content-type': 'application/json' });
    expect((await put(1_048_577)).status).toBe(413);
    expect((await call('GET', '/api/v1/customers/c1')).status).toBe(404);
    expect((await put(1_048_576)).status).toBe(200);
  });

  it('of an import: 1 GB, by its stated length before a byte is read', async () => {
    const { call, started } = await givenApp();
    const headers = { 'content-type': 'text/csv', 'content-length': '1073741825' };
    expect((await call('POST', '/api/v1/imports?kind=customers', 'customer_id\nc1', headers)).status).toBe(413);
    expect((await call('GET', '/api/v1/imports')).body.items).toEqual([]);
    expect(started).toEqual([]);
  });
});

describe('a workspace', () => {
  it('has 500 segments at most; the next is refused with 413, and those it has can still be changed', async () => {
    const { call, deps } = await givenApp();
    const segment = (id: string) =>
      deps.stores.segments.create({ id, name: id, rule: { all: [] }, ruleVersion: 1, createdAt: 1 });
    const ids = Array.from({ length: MAX_SEGMENTS - 1 }, (_, index) => `seg_${index}`);
    for (let from = 0; from < ids.length; from += 50) await Promise.all(ids.slice(from, from + 50).map(segment));
    const input = { name: 'everybody', rule: { all: [] } };
    expect((await call('POST', '/api/v1/segments', input)).status).toBe(201);
    const next = await call('POST', '/api/v1/segments', input);
    expect([next.status, next.body.detail]).toEqual([413, 'a workspace may have at most 500 segments']);
    expect((await deps.stores.segments.all()).length).toBe(MAX_SEGMENTS);
    expect((await call('PUT', '/api/v1/segments/seg_7', input)).status).toBe(200);
    const plan = await call('POST', '/api/v1/segments/plan', { segments: [{ ...input, name: 'new' }] });
    expect([plan.status, plan.body.errors[0].path]).toEqual([400, 'segments']);
  });
});

describe('what is over a limit of its field is refused by its path, and nothing is stored', () => {
  /** As many attributes of 1,000 characters each, names counted. */
  const attributes = (count: number, length = 998) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`a${index}`, 'x'.repeat(length)]));

  it.each([
    ['all attributes together', { attributes: attributes(66) }, { attributes: attributes(64) }, /^attributes/],
    ['one text', { attributes: { a: 'x'.repeat(1025) } }, { attributes: { a: 'x'.repeat(1024) } }, /^attributes\.a/],
    [
      'a list',
      { attributes: { a: Array(51).fill('x') } },
      { attributes: { a: Array(50).fill('x') } },
      /^attributes\.a/,
    ],
    ['how many', { attributes: attributes(101, 1) }, { attributes: attributes(100, 1) }, /^attributes/],
  ])('%s', async (_, over, within, path) => {
    const { call } = await givenApp();
    const refused: Answer = await call('PUT', '/api/v1/customers/c1', over);
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ path: expect.stringMatching(path) }] } });
    expect((await call('GET', '/api/v1/customers/c1')).status).toBe(404);
    expect((await call('PUT', '/api/v1/customers/c1', within)).status).toBe(200);
  });

  it('an id of 129 characters, or with a control character', async () => {
    const { call } = await givenApp();
    const put = async (id: string) => (await call('PUT', `/api/v1/customers/${id}`, {})).status;
    expect([await put('x'.repeat(128)), await put('x'.repeat(129)), await put('a%00b')]).toEqual([200, 400, 400]);
  });
});
