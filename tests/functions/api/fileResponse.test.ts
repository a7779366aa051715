import { describe, expect, it } from 'vitest';
import { createStores } from '../../../adapters/stores/createStores.ts';
import { createTestApp } from '../../support/app.ts';
import { useStores } from '../../support/stores.ts';

const stores = useStores();
const CUSTOMERS = 120;

/** A segment of customers, where an answer may hold so many bytes. */
async function givenMembers(largestResponse: number) {
  const { options } = await stores.fresh();
  const app = createTestApp((clock) => createStores({ ...options, clock }));
  Object.assign(app.deps.blobs, { largestResponse });
  const rows = Array.from({ length: CUSTOMERS }, (_, index) => `c${index},UA`);
  await app.importFile('customers', ['customer_id,country', ...rows].join('\n'));
  const { body } = await app.call('POST', '/api/v1/segments', {
    name: 'All',
    rule: { attribute: 'country', eq: 'UA' },
  });
  for await (const { items } of app.deps.stores.customers.pages({ from: 0, to: 256 })) {
    for (const { id } of items) {
      const key = id && 'S' in id ? id.S : '';
      await app.deps.stores.customers.mutate(key, (one) => one && { ...one, segments: { [body.id]: 1 } });
    }
  }
  const path = `/api/v1/segments/${body.id}/members.csv`;
  return { ...app, path };
}

async function written({ deps }: Awaited<ReturnType<typeof givenMembers>>, url: string): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of deps.blobs.read(new URL(url).pathname.slice(1), 0)) parts.push(part);
  return Buffer.concat(parts).toString();
}

describe('the members of a segment as a file', () => {
  it('are the answer where it holds them, and behind a redirect where it does not: the same bytes', async () => {
    const app = await givenMembers(Number.POSITIVE_INFINITY);
    const streamed = await app.call('GET', app.path);
    expect(streamed.status).toBe(200);
    Object.assign(app.deps.blobs, { largestResponse: 1_000_000 });
    expect(await app.call('GET', app.path)).toMatchObject({ status: 200, text: streamed.text });
    Object.assign(app.deps.blobs, { largestResponse: 1_000 });
    const redirect = await app.call('GET', app.path);
    expect({ status: redirect.status, text: redirect.text }).toEqual({ status: 302, text: '' });
    expect(redirect.headers.get('cache-control')).toBe('no-store');
    expect(await written(app, redirect.headers.get('location') ?? '')).toBe(`\ufeff${streamed.text}`);
  });

  it('are told by their address to a page, which may not follow a redirect to another host', async () => {
    const app = await givenMembers(1_000);
    const accept = 'text/csv, text/uri-list';
    const { status, headers, text } = await app.call('GET', app.path, undefined, { accept });
    expect([status, headers.get('content-type'), headers.get('cache-control')]).toEqual([
      200,
      'text/uri-list',
      'no-store',
    ]);
    expect((await written(app, text.trim())).split('\r\n')).toHaveLength(CUSTOMERS + 2);
    Object.assign(app.deps.blobs, { largestResponse: 1_000_000 });
    const small = await app.call('GET', app.path, undefined, { accept });
    expect(small.headers.get('content-type')).toContain('text/csv');
  });

  it('are asked for in the audit log, by whom and of which segment', async () => {
    const app = await givenMembers(1_000);
    await app.call('GET', app.path);
    const { items } = (await app.call('GET', '/api/v1/audit')).body;
    expect(items[0]).toMatchObject({ method: 'GET', route: '/api/v1/segments/{id}/members.csv', who: { id: 'local' } });
  });

  it('are given up in time, with a word on what to do, where answers are waited for no longer', async () => {
    const app = await givenMembers(4_000_000);
    const pages = app.deps.stores.customers.pages.bind(app.deps.stores.customers);
    Object.assign(app.deps.stores.customers, {
      async *pages(...asked: Parameters<typeof pages>) {
        for await (const page of pages(...asked)) {
          app.advance(1_000);
          yield page;
        }
      },
    });
    const answer = await app.call('GET', app.path);
    expect(answer).toMatchObject({ status: 503, body: { detail: expect.stringMatching(/page through \/members/) } });
    Object.assign(app.deps.blobs, { largestResponse: Number.POSITIVE_INFINITY });
    expect((await app.call('GET', app.path)).status).toBe(200);
  });
});
