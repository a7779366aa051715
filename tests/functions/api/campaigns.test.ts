import { describe, expect, it } from 'vitest';
import { createStores } from '../../../adapters/stores/createStores.ts';
import { createTestApp, START } from '../../support/app.ts';
import { useStores } from '../../support/stores.ts';

const stores = useStores();

const MJML = (words: string) =>
  `<mjml><mj-body><mj-section><mj-column><mj-text>${words} {{first_name}}</mj-text><mj-button href="https://shop.example/sale">Go</mj-button></mj-column></mj-section></mj-body></mjml>`;

async function givenDraft(over: Record<string, unknown> = {}) {
  const { options } = await stores.fresh();
  const app = createTestApp((clock) => createStores({ ...options, clock }));
  await app.call('PUT', '/api/v1/settings', { currency: 'USD', languages: ['fa', 'en'] });
  const people = Array.from({ length: 200 }, (_, index) => `c${index},c${index}@b.example,${index % 10 !== 0},IR`);
  await app.importFile('customers', ['customer_id,email,consent_email,country', ...people].join('\n'));
  const { body: segment } = await app.call('POST', '/api/v1/segments', {
    name: 'Iran',
    rule: { attribute: 'country', eq: 'IR' },
  });
  const languages = {
    en: { subject: 'Hi {{first_name}}', mjml: MJML('Hello') },
    fa: { subject: 'سلام', mjml: MJML('سلام') },
  };
  const template = await app.call('POST', '/api/v1/templates', { name: 'Offer', languages });
  const input = {
    name: 'Autumn',
    segmentIds: [segment.id],
    templateId: template.body.id,
    from: { name: 'Shop', email: 'shop@example.com' },
    holdout: 0.2,
    ...over,
  };
  const campaign = await app.call('POST', '/api/v1/campaigns', input);
  return { ...app, segment, template, input, campaign, id: campaign.body.id as string };
}

describe('a template', () => {
  it('is compiled when it is saved, and names its merge fields', async () => {
    const { template, call } = await givenDraft();
    expect(template).toMatchObject({ status: 201, body: { fields: ['first_name'] } });
    const bad = { name: 'x', languages: { en: { subject: 'a', mjml: '<mjml><mj-body>' } } };
    expect(await call('POST', '/api/v1/templates', bad)).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'languages.en.mjml' }] },
    });
  });

  it('is previewed for a customer or with given fields', async () => {
    const { template, call } = await givenDraft();
    const path = `/api/v1/templates/${template.body.id}/preview`;
    const { body } = await call('POST', path, { language: 'en', fields: { first_name: '<b>Ada</b>' } });
    expect(body.subject).toContain('<b>Ada</b>');
    expect(body.html).toContain('&lt;b&gt;Ada&lt;/b&gt;');
    expect((await call('POST', path, { language: 'en', customerId: 'c1' })).body.missing).toEqual(['first_name']);
    expect((await call('POST', path, { language: 'uk' })).status).toBe(400);
  });
});

describe('a campaign', () => {
  it('names what it refers to in vain', async () => {
    const { call, input } = await givenDraft();
    const { status, body } = await call('POST', '/api/v1/campaigns', {
      ...input,
      segmentIds: ['seg_x'],
      templateId: 'tpl_x',
    });
    expect([status, body.errors.map(({ path }: { path: string }) => path)]).toEqual([
      400,
      ['segmentIds[0]', 'templateId'],
    ]);
  });

  it('is estimated before it is launched', async () => {
    const { call, id } = await givenDraft();
    const { body } = await call('GET', `/api/v1/campaigns/${id}/estimate`);
    expect(body).toMatchObject({ audience: 200, skipped: { noConsent: 20 }, cost: { currency: 'USD' } });
    expect(Number(body.send) + Number(body.holdout)).toBe(180);
    expect(body.sendHours).toBeLessThan(1);
  });

  it('freezes messages and links at launch, then starts its workflow', async () => {
    const { call, id, started, deps, segment } = await givenDraft();
    expect(await call('POST', `/api/v1/campaigns/${id}/launch`)).toMatchObject({
      status: 202,
      body: { status: 'scheduled' },
    });
    expect(started.at(-1)).toEqual({
      name: 'campaign',
      execution: `${id}-1`,
      input: { campaignId: id, runNo: 1, startAt: new Date(START).toISOString() },
    });
    expect([...(await deps.stores.campaigns.allFrozen(id)).keys()].sort()).toEqual([
      'links',
      'treatment#en',
      'treatment#fa',
    ]);
    expect(await deps.stores.campaigns.frozen(id, 'links')).toEqual(['https://shop.example/sale']);
    expect((await deps.stores.campaigns.get(id))?.frozen).toMatchObject({
      segments: [{ id: segment.id, name: 'Iran', version: 1 }],
      arms: [{ arm: 'treatment', languages: ['fa', 'en'] }],
      currency: 'USD',
    });
  });

  it('goes through its states, and refuses a wrong step with the current status', async () => {
    const { call, id, started } = await givenDraft({ schedule: { at: '2026-02-03T00:00:00Z' } });
    const post = (action: string) => call('POST', `/api/v1/campaigns/${id}/${action}`);
    expect(await post('pause')).toMatchObject({ status: 409, body: { currentStatus: 'draft' } });
    await post('launch');
    expect(started.at(-1)?.input.startAt).toBe('2026-02-03T00:00:00.000Z');
    expect(await post('launch')).toMatchObject({ status: 409, body: { currentStatus: 'scheduled' } });
    expect((await post('pause')).body.status).toBe('paused');
    expect((await post('resume')).body.status).toBe('scheduled');
    expect(started.at(-1)?.execution).toBe(`${id}-2`);
    expect((await post('cancel')).body.status).toBe('cancelled');
    expect(await post('resume')).toMatchObject({ status: 409 });
    expect((await call('GET', `/api/v1/campaigns/${id}`)).body).toMatchObject({
      status: 'cancelled',
      progress: { audience: 0 },
    });
  });

  it('forgets why it was halted when it goes on', async () => {
    const { call, id, deps } = await givenDraft();
    await call('POST', `/api/v1/campaigns/${id}/launch`);
    await deps.stores.campaigns.mutate(id, (current) => ({ ...current, status: 'halted', haltReason: 'SES said no' }));
    expect((await call('GET', `/api/v1/campaigns/${id}`)).body.haltReason).toBe('SES said no');
    await call('POST', `/api/v1/campaigns/${id}/resume`);
    expect((await call('GET', `/api/v1/campaigns/${id}`)).body.haltReason).toBeUndefined();
  });

  it('shows in the list where everybody of its audience is', async () => {
    const { call, id } = await givenDraft();
    const { items } = (await call('GET', '/api/v1/campaigns')).body;
    expect(items).toMatchObject([{ id, progress: { audience: 0, accepted: 0, skipped: {}, failed: {}, unknown: 0 } }]);
  });

  it('takes no text into a header that would start another one', async () => {
    const { call, input } = await givenDraft();
    const pathOf = async (method: string, path: string, body: unknown) => {
      const answer = await call(method, path, body);
      return [answer.status, answer.body.errors?.[0]?.path];
    };
    for (const text of ['a\r\nBcc: all@example.com', 'a\nb', 'a\rb', 'a\u0000b', 'a\u2028b']) {
      const name = { ...input, from: { ...input.from, name: text } };
      expect(await pathOf('POST', '/api/v1/campaigns', name), text).toEqual([400, 'from.name']);
      const email = { ...input, from: { ...input.from, email: `a@b.example${text}` } };
      expect(await pathOf('POST', '/api/v1/campaigns', email), text).toEqual([400, 'from.email']);
      const template = { name: 'x', languages: { en: { subject: `Hi ${text}`, mjml: MJML('Hello') } } };
      expect(await pathOf('POST', '/api/v1/templates', template), text).toEqual([400, 'languages.en.subject']);
      const person = { email: `c1@b.example${text}` };
      expect(await pathOf('PUT', '/api/v1/customers/c1', person), text).toEqual([400, 'email']);
    }
  });

  it('has a report from the first moment, which decides nothing', async () => {
    const { call, id, segment } = await givenDraft();
    await call('POST', `/api/v1/campaigns/${id}/launch`);
    const { status, body } = await call('GET', `/api/v1/campaigns/${id}/report?model=linear`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      currency: 'USD',
      model: 'linear',
      total: { verdict: 'not-enough-data' },
      segments: [{ segment: segment.id, name: 'Iran' }],
    });
    expect((await call('GET', `/api/v1/campaigns/${id}/report?model=magic`)).status).toBe(400);
  });
});
