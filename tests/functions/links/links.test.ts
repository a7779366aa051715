import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeToken } from '../../../core/messages/tokens.ts';
import { signerOf } from '../../../adapters/node/signer.ts';
import { createStores } from '../../../adapters/stores/createStores.ts';
import { createTestApp, START } from '../../support/app.ts';
import { useStores } from '../../support/stores.ts';

const stores = useStores();
const PERSON = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0' };

async function givenMessage(language = 'en') {
  const { options } = await stores.fresh();
  const app = createTestApp((clock) => createStores({ ...options, clock }));
  await app.call('PUT', '/api/v1/customers/c1', { email: 'a@b.example', language, consent: { email: true } });
  await app.deps.stores.campaigns.freeze('cmp_1', 'links', ['https://shop.example/a?x=1#top']);
  const token = (kind: 'click' | 'open' | 'unsubscribe', link?: number, customerId = 'c1') =>
    encodeToken({ kind, campaignId: 'cmp_1', customerId, ...(link !== undefined && { link }) }, app.deps.signer);
  const engagement = () => app.deps.stores.timeline.getEngagement('c1', 'cmp_1');
  const consent = async () => (await app.deps.stores.customers.get('c1'))?.consent.email;
  return { ...app, token, engagement, consent };
}

describe('GET /c/{token}', () => {
  it('leads to the frozen target with the token added, and counts the click as a person’s', async () => {
    const { call, token, engagement, deps } = await givenMessage();
    const text = token('click', 0);
    const { status, headers } = await call('GET', `/c/${text}`, undefined, PERSON);
    expect([status, headers.get('location')]).toEqual([302, `https://shop.example/a?x=1&peyk=${text}#top`]);
    expect(await engagement()).toMatchObject({ clicks: 1, machineClicks: 0, firstClickAt: START });
    expect((await deps.stores.customers.get('c1'))?.engagement.clicks).not.toBe('');
  });

  it('counts scanners apart: by name, by HEAD, and right after the send', async () => {
    const { call, token, engagement, deps } = await givenMessage();
    const path = `/c/${token('click', 0)}`;
    await call('GET', path, undefined, { 'user-agent': 'Barracuda Link Scanner' });
    await call('GET', path);
    await call('HEAD', path, undefined, PERSON);
    const known = await engagement();
    if (known) await deps.stores.timeline.saveEngagement({ ...known, deliveredAt: START - 500 });
    await call('GET', path, undefined, PERSON);
    expect(await engagement()).toMatchObject({ clicks: 0, machineClicks: 4 });
    expect((await deps.stores.customers.get('c1'))?.engagement.clicks).toBe('');
  });

  it('answers every other token with one and the same page', async () => {
    const { call, token } = await givenMessage();
    const good = token('click', 0);
    const answers = await Promise.all(
      ['x', token('click', 9), token('open'), `${good}a`, good.slice(1), good.toUpperCase(), 'a'.repeat(3000)].map(
        (text) => call('GET', `/c/${text}`),
      ),
    );
    for (const { status, text } of answers) expect([status, text]).toEqual([404, answers[0]?.text]);
  });

  it('still redirects for somebody erased, and stores nothing of them', async () => {
    const { call, token, engagement } = await givenMessage();
    await call('DELETE', '/api/v1/customers/c1');
    expect((await call('GET', `/c/${token('click', 0)}`, undefined, PERSON)).status).toBe(302);
    expect(await engagement()).toBeUndefined();
  });
});

describe('GET /o/{token}.gif', () => {
  it('is a pixel that counts an open, in the profile once', async () => {
    const { call, token, engagement, deps } = await givenMessage();
    const path = `/o/${token('open')}.gif`;
    expect((await call('GET', path, undefined, PERSON)).headers.get('content-type')).toBe('image/gif');
    const once = (await deps.stores.customers.get('c1'))?.engagement.opens;
    await call('GET', path, undefined, PERSON);
    expect(await engagement()).toMatchObject({ opens: 2 });
    expect((await deps.stores.customers.get('c1'))?.engagement.opens).toBe(once);
  });
});

describe('/u/{token}', () => {
  it('shows a page in the customer’s language and changes nothing', async () => {
    for (const [language, direction, word] of [
      ['en', 'ltr', 'Unsubscribe'],
      ['fa', 'rtl', 'لغو اشتراک'],
      ['uk', 'ltr', 'Відписатися'],
    ] as const) {
      const { call, token, consent } = await givenMessage(language);
      const { status, text, headers } = await call('GET', `/u/${token('unsubscribe')}`, undefined, PERSON);
      expect(status).toBe(200);
      expect(text).toContain(`<html lang="${language}" dir="${direction}">`);
      expect(text).toContain(word);
      expect(headers.get('content-security-policy')).toContain("default-src 'none'; style-src 'sha256-");
      expect(await consent()).toMatchObject({ granted: true });
    }
  });

  it('unsubscribes by the body of RFC 8058, any number of times', async () => {
    const { call, token, consent, engagement } = await givenMessage();
    const post = () =>
      call('POST', `/u/${token('unsubscribe')}`, 'List-Unsubscribe=One-Click', {
        'content-type': 'application/x-www-form-urlencoded',
      });
    expect((await post()).status).toBe(200);
    const first = await consent();
    expect(first).toEqual({ granted: false, at: START, source: 'unsubscribe' });
    expect((await post()).status).toBe(200);
    expect(await consent()).toEqual(first);
    expect(await engagement()).toMatchObject({ unsubscribedAt: START });
    const { items } = (await call('GET', '/api/v1/customers/c1/timeline')).body;
    expect(items.filter(({ type }: { type: string }) => type === 'unsubscribed')).toHaveLength(1);
  });

  it('changes nothing by GET or HEAD, however often a scanner fetches it', async () => {
    const { call, token, consent, engagement } = await givenMessage();
    const path = `/u/${token('unsubscribe')}`;
    const visits = Array.from({ length: 20 }, (_, index) => call(index % 2 ? 'GET' : 'HEAD', path));
    for (const { status } of await Promise.all(visits)) expect(status).toBe(200);
    expect(await consent()).toMatchObject({ granted: true });
    expect((await engagement())?.unsubscribedAt).toBeUndefined();
  });

  it.each([
    ['nothing', '', {}],
    ['something else', 'List-Unsubscribe=Two-Click', {}],
    ['JSON', '{"List-Unsubscribe":"One-Click"}', { 'content-type': 'application/json' }],
    [
      'half a form',
      '--b\r\nContent-Disposition: form-data; name="List-Unsubscribe"',
      { 'content-type': 'multipart/form-data; boundary=b' },
    ],
  ])('asks again where the body says %s', async (_, body, headers: Record<string, string>) => {
    const { call, token, consent } = await givenMessage();
    const { status, text } = await call('POST', `/u/${token('unsubscribe')}`, body, headers);
    expect([status, text]).toEqual([400, expect.stringContaining('<form method="post">')]);
    expect(await consent()).toMatchObject({ granted: true });
  });

  it('takes the form in its other encoding too, without any cookie', async () => {
    const { app, token, consent } = await givenMessage();
    const body = new FormData();
    body.set('List-Unsubscribe', 'One-Click');
    expect((await app.request(`/u/${token('unsubscribe')}`, { method: 'POST', body })).status).toBe(200);
    expect(await consent()).toMatchObject({ granted: false });
  });

  it('refuses tokens of other kinds', async () => {
    const { call, token, consent } = await givenMessage();
    expect((await call('POST', `/u/${token('open')}`, 'List-Unsubscribe=One-Click')).status).toBe(404);
    expect(await consent()).toMatchObject({ granted: true });
  });
});

describe('a token that was changed', () => {
  it('is refused with one and the same page, wherever it was changed', async () => {
    const { call, token, consent } = await givenMessage();
    const good = token('unsubscribe');
    const bad = (await call('POST', '/u/x')).text;
    const change = fc.record({ at: fc.nat(good.length - 1), bit: fc.integer({ min: 0, max: 6 }), cut: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(change, async ({ at, bit, cut }) => {
        const turned = String.fromCharCode(good.charCodeAt(at) ^ (1 << bit));
        const text = cut ? good.slice(0, at) : good.slice(0, at) + encodeURIComponent(turned) + good.slice(at + 1);
        fc.pre(text !== '' && turned !== '.' && turned !== '/');
        const answer = await call('POST', `/u/${text}`, 'List-Unsubscribe=One-Click');
        expect([answer.status, answer.text]).toEqual([404, bad]);
      }),
      { numRuns: 500 },
    );
    expect(await consent()).toMatchObject({ granted: true });
  });

  it('is refused where its parts come from two tokens, or its key is no longer valid', async () => {
    const { call, token, consent } = await givenMessage();
    const [mine, other] = [token('unsubscribe'), token('unsubscribe', undefined, 'c2')];
    const expired = encodeToken(
      { kind: 'unsubscribe', campaignId: 'cmp_1', customerId: 'c1' },
      signerOf(['an old key']),
    );
    const mixed = Array.from({ length: mine.length - 1 }, (_, at) => mine.slice(0, at + 1) + other.slice(at + 1));
    const forged = [...mixed, expired].filter((text) => text !== mine && text !== other);
    for (const text of forged) {
      expect((await call('POST', `/u/${text}`, 'List-Unsubscribe=One-Click')).status).toBe(404);
    }
    expect(forged.length).toBeGreaterThan(10);
    expect(await consent()).toMatchObject({ granted: true });
  });
});
