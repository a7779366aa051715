import { describe, expect, it, onTestFinished } from 'vitest';
import { createSesEvents } from '../../../functions/ses-events/sesEvents.ts';
import { createLogger } from '../../../adapters/logging/logger.ts';
import { shopWebhook } from '../../../local/simulator/webhooks.ts';
import { startRuntime } from '../../../local/runtime.ts';
import type { Json } from '../../support/app.ts';
import { call, newDataFolder, until } from '../../support/peyk.ts';

/** Words that are in nothing but the profiles of these customers. */
const NAME = 'Zarathustrina';
const DOMAIN = 'private-mailbox.example';
const COLOUR = 'magenta-velvet';
/** Also their first letters: what a parser quotes is cut. */
const PERSONAL = new RegExp([NAME, DOMAIN, COLOUR, 'person-'].map((word) => word.slice(0, 7)).join('|'), 'i');
const email = (index: number) => `person-${index}@${DOMAIN}`;

const MJML =
  '<mjml><mj-body><mj-section><mj-column><mj-text>Hello {{first_name}}, in {{colour}}</mj-text>' +
  '<mj-button href="https://shop.example/sale">Go</mj-button></mj-column></mj-section></mj-body></mjml>';

interface Message {
  readonly html?: string;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
}

describe('the log of a whole main job, at debug level', () => {
  it('names nobody: no address, no first name, no attribute', async () => {
    const lines: string[] = [];
    const log = createLogger({ level: 'debug', write: (line) => void lines.push(line) });
    const runtime = await startRuntime({ port: 0, data: newDataFolder(), log });
    onTestFinished(() => runtime.stop());
    const { url } = runtime;
    const api = (method: string, path: string, body?: unknown, type?: string) =>
      call<Json>(url, method, path, body, type);
    const refused = (...args: Parameters<typeof api>) => expect(api(...args)).rejects.toThrow(/answered 4/);

    // Import, with rows that are refused for what is in them.
    const rows = Array.from({ length: 60 }, (_, index) => `c${index},${email(index)},${NAME},${COLOUR},true`);
    const bad = [`c60,${NAME}@@${DOMAIN},${NAME},x,true`, `c61,${email(61)},${NAME},${COLOUR},perhaps`];
    const file = ['customer_id,email,first_name,colour,consent_email', ...rows, ...bad].join('\n');
    const { id: importId } = await api('POST', '/api/v1/imports?kind=customers', file, 'text/csv');
    const imported = await until(
      () => api('GET', `/api/v1/imports/${importId}`),
      ({ status }) => status !== 'running',
    );
    expect(imported).toMatchObject({ status: 'done', accepted: 60, rejected: 2 });
    await refused('PUT', '/api/v1/customers/c0', { email: `${NAME} at ${DOMAIN}`, attributes: { a: { b: COLOUR } } });

    // Campaign.
    const rule = { attribute: 'colour', eq: COLOUR };
    const { id: segment } = await api('POST', '/api/v1/segments', { name: 'All', rule });
    const { runId } = await api('POST', '/api/v1/segments/refresh');
    await until(
      () => api('GET', `/api/v1/runs/${runId}`),
      ({ status }) => status !== 'running',
    );
    const languages = { en: { subject: 'For {{first_name}}', mjml: MJML } };
    const { id: templateId } = await api('POST', '/api/v1/templates', { name: 'Offer', languages });
    await api('POST', `/api/v1/templates/${templateId}/preview`, { language: 'en', customerId: 'c1' });
    const from = { name: 'Shop', email: 'shop@example.com' };
    const input = { name: 'Offer', segmentIds: [segment], templateId, from, holdout: 0.2 };
    const { id: campaignId } = await api('POST', '/api/v1/campaigns', input);
    await api('POST', `/api/v1/campaigns/${campaignId}/launch`);
    const { progress } = await until(
      () => api('GET', `/api/v1/campaigns/${campaignId}`),
      ({ status }) => !['scheduled', 'sending'].includes(status),
    );
    expect(progress.accepted).toBeGreaterThan(30);

    // What customers and shops do, well and badly.
    const { items: letters } = await call<{ items: Message[] }>(runtime.inboxUrl, 'GET', '/messages?bodies=true');
    const html = letters[0]?.html ?? '';
    expect(html).toContain(NAME);
    for (const [link] of html.matchAll(/http:\/\/localhost:\d+\/[co]\/[^"<\s]+/g))
      await fetch(link, { redirect: 'manual' });
    const unsubscribe = letters[1]?.headers.find(({ name }) => name.toLowerCase() === 'list-unsubscribe')?.value;
    const form = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' });
    expect(
      (await fetch(/<(http[^>]+)>/.exec(unsubscribe ?? '')?.[1] ?? '', { method: 'POST', body: form })).status,
    ).toBe(200);
    const { secret } = await api('POST', '/api/v1/sources', { name: 'shop' });
    const post = shopWebhook(`${url}/hooks/v1/shop`, secret);
    const order = { orderId: 'O1', email: email(3), amount: 900, currency: 'USD', placedAt: new Date().toISOString() };
    await post('m1', { type: 'order.placed', data: order });
    await expect(post('m1', { type: 'order.placed', data: { ...order, amount: 1 } })).rejects.toThrow();
    await expect(post('m2', { type: 'order.placed', data: { ...order, email: `${NAME}@` } })).rejects.toThrow();
    const ses = createSesEvents(runtime.deps);
    const mail = { timestamp: new Date().toISOString(), messageId: 'x', destination: [email(5)], tags: {} };
    const bounce = {
      bounceType: 'Permanent',
      bouncedRecipients: [{ emailAddress: email(5) }],
      timestamp: mail.timestamp,
    };
    const detail = { eventType: 'Bounce', mail, bounce };
    const { batchItemFailures } = await ses({
      Records: [
        { messageId: 'r1', body: JSON.stringify({ 'detail-type': 'Email Bounced', source: 'aws.ses', detail }) },
        { messageId: 'r2', body: `{"detail": {"eventType": "Bounce", "mail": "${email(6)}"}}` },
        { messageId: 'r3', body: `${NAME} ${email(7)}` },
      ],
    });
    expect(batchItemFailures.length).toBeGreaterThanOrEqual(2);
    await api('GET', `/api/v1/customers?query=${encodeURIComponent(email(2))}`);
    await api('GET', `/api/v1/campaigns/${campaignId}/report`);
    await api('DELETE', '/api/v1/customers/c4');
    const audit = await api('GET', '/api/v1/audit');

    expect(lines.length).toBeGreaterThan(1);
    expect(lines.filter((line) => PERSONAL.test(line))).toEqual([]);
    expect(JSON.stringify(audit)).not.toMatch(PERSONAL);
    expect(audit.items.length).toBeGreaterThan(6);
  });
});
