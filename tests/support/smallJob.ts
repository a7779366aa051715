import { Webhook } from 'standardwebhooks';
import { vi } from 'vitest';
import type { CallRecorder } from './recordCalls.ts';
import type { FaultySes, SesEntry } from './faultySes.ts';
import type { Json } from './app.ts';
import { httpEvent, queueEvent } from './lambdaEvents.ts';

const MJML =
  '<mjml><mj-body><mj-section><mj-column><mj-text>Hello {{first_name}}</mj-text>' +
  '<mj-button href="https://shop.example/sale">Go</mj-button></mj-column></mj-section></mj-body></mjml>';
const PEOPLE = 60;

/**
 * The main job in small, through the handlers that Lambda calls: files in, segments, a campaign out, what customers and
 * SES answer, orders, the report, and what goes wrong on the way. The workflows' Tasks are called in their order.
 * Returns the requests that were made, `GET /path`.
 */
export async function runSmallJob(recorder: CallRecorder, ses: FaultySes): Promise<readonly string[]> {
  const called: string[] = [];
  const handlers = new Map<string, Handler>();
  const invoke = (entry: string, event: unknown): Promise<Json> =>
    recorder.as(entry, async () => {
      const handler = handlers.get(entry) ?? (await startFunction(entry));
      handlers.set(entry, handler);
      return handler(event, { awsRequestId: 'request' });
    });
  const step = (name: string, input: unknown) => invoke(`functions/tasks/${name}.ts`, input);
  const http = async (entry: string, event: Json): Promise<Json> => {
    called.push(`${event.requestContext.http.method} ${event.rawPath}`);
    const { statusCode, body, headers = {} } = await invoke(`functions/${entry}/lambda.ts`, event);
    if (statusCode >= 400) throw new Error(`${event.rawPath} was answered ${statusCode}: ${body}`);
    if (/X-Amz-Signature/.test(headers.location)) return headers.location;
    return /[/+]json/.test(String(headers['content-type'])) ? JSON.parse(body) : body;
  };
  const api = (method: string, path: string, body?: unknown, headers?: Record<string, string>) =>
    http('api', httpEvent(method, path, body, headers));
  const importFile = async (kind: string, text: string) => {
    const { id } = await api('POST', `/api/v1/imports?kind=${kind}`, text, { 'content-type': 'text/csv' });
    recorder.loseNextWrite();
    while (!(await step('ImportRows', { importId: id })).done);
    return id as string;
  };

  await api('PUT', '/api/v1/settings', {
    currency: 'USD',
    baseUrl: 'http://127.0.0.1:9',
    refreshSchedule: '0 4 * * *',
  });
  const people = Array.from({ length: PEOPLE }, (_, index) => `c${index},c${index}@b.example,true,IR`);
  const header = 'customer_id,email,consent_email,country';
  await importFile('customers', [header, ...people, 'c1,not an address,true,IR'].join('\n'));
  // So many attributes that the members as a file are more than an answer may hold.
  const columns = Array.from({ length: 60 }, (_, index) => `a${index}`);
  const cells = `,${'x'.repeat(1_000)}`.repeat(columns.length);
  const bulky = Array.from({ length: 80 }, (_, index) => `d${index},IR${cells}`);
  await importFile('customers', [`customer_id,country,${columns.join(',')}`, ...bulky].join('\n'));
  const orders = await importFile(
    'orders',
    [
      'order_id,customer_id,placed_at,amount,currency,refund_of',
      'o1,c1,2026-01-02T10:00:00Z,12.50,USD,',
      'o2,nobody,2026-01-02T10:00:00Z,1.00,USD,',
      'r0,c1,2026-01-03T10:00:00Z,2.50,USD,o1',
    ].join('\n'),
  );
  await importFile(
    'assignments',
    'campaign,customer_id,arm,sent_at,segment\nOld,c1,mail,2026-01-01T10:00:00Z,all\nOld,c2,holdout,2026-01-01T10:00:00Z,all',
  );
  const { id: upload, ...address } = await api('POST', '/api/v1/uploads', { kind: 'customers', bytes: 14 });
  const put = () => fetch(address.url, { method: 'PUT', headers: address.headers, body: 'customer_id\nc8' });
  // The address acts for the function that signed it.
  if (!(await recorder.as('functions/api/lambda.ts', put)).ok) throw new Error('the upload was refused');
  const none = { 'content-type': '' };
  const { id: uploaded } = await api('POST', `/api/v1/imports?kind=customers&upload=${upload}`, undefined, none);
  while (!(await step('ImportRows', { importId: uploaded })).done);
  await api('GET', `/api/v1/imports/${orders}`);
  await api('GET', `/api/v1/imports/${orders}/rejected.csv`);
  await api('GET', '/api/v1/imports');

  const rule = { attribute: 'country', eq: 'IR' };
  const { id: segmentId } = await api('POST', '/api/v1/segments', { name: 'Iran', rule });
  await api('PUT', `/api/v1/segments/${segmentId}`, { name: 'All of Iran', rule });
  await api('POST', '/api/v1/segments/describe', { rule });
  await api('POST', '/api/v1/segments/preview', { rule });
  const { runId } = await api('POST', '/api/v1/segments/refresh');
  const { shards } = await step('PrepareRefresh', { runId });
  // One that the schedule started meanwhile.
  await step('PrepareRefresh', { start: {}, execution: 'scheduled' });
  for (const { shard } of shards) while (!(await step('SummariseShard', { runId, shard })).done);
  await step('FitQuantities', { runId });
  recorder.loseNextWrite();
  for (const { shard } of shards) while (!(await step('RefreshShard', { runId, shard })).done);
  await step('FinishRefresh', { runId });
  await api('GET', `/api/v1/runs/${runId}`);
  await api('GET', '/api/v1/quantities');
  await api('POST', '/api/v1/segments/preview', { rule }, { accept: 'application/x-ndjson' });
  await api('GET', `/api/v1/segments/${segmentId}`);
  await api('GET', `/api/v1/segments/${segmentId}/members`);
  const linked = await api('GET', `/api/v1/segments/${segmentId}/members.csv`);
  await recorder.as('functions/api/lambda.ts', () => fetch(linked));
  await api('GET', `/api/v1/segments/${segmentId}/explain/c1`);
  const { id: otherId } = await api('POST', '/api/v1/segments', { name: 'Members', rule: { member: segmentId } });
  await api('GET', `/api/v1/segments/${segmentId}/overlap/${otherId}`);
  await api('POST', '/api/v1/segments/plan', { segments: [{ name: 'Iran', rule }], prune: true });
  await api('DELETE', `/api/v1/segments/${otherId}`);

  const languages = { en: { subject: 'Hi {{first_name}}', mjml: MJML } };
  const { id: templateId } = await api('POST', '/api/v1/templates', { name: 'Offer', languages });
  await api('GET', `/api/v1/templates/${templateId}`);
  await api('POST', `/api/v1/templates/${templateId}/preview`, { customerId: 'c1', language: 'en' });
  const from = { name: 'Shop', email: 'shop@example.com' };
  const { id: campaignId } = await api(
    'POST',
    '/api/v1/campaigns',
    { name: 'Autumn', segmentIds: [segmentId], templateId, from, holdout: 0.2, conversionWindowDays: 1 },
    { 'idempotency-key': 'once' },
  );
  await api('GET', `/api/v1/campaigns/${campaignId}/estimate`);
  await api('POST', `/api/v1/campaigns/${campaignId}/launch`);
  // A second launch is refused, once it is sure that the first one's run was not lost.
  await invoke('functions/api/lambda.ts', httpEvent('POST', `/api/v1/campaigns/${campaignId}/launch`));
  const run = { campaignId, runNo: 1, startAt: new Date().toISOString() };
  const prepared = await step('PrepareCampaign', run);
  for (const { shard } of prepared.shards) while (!(await step('PlanShard', { campaignId, shard })).done);
  await api('POST', `/api/v1/campaigns/${campaignId}/pause`);
  await api('POST', `/api/v1/campaigns/${campaignId}/resume`);
  ses.behave = ({ no }) => (no === 1 ? { kind: 'acceptAndHangUp' } : { kind: 'accept' });
  const again = await step('PrepareCampaign', { ...run, runNo: 2 });
  for (const { shard } of again.shards) {
    const input = { campaignId, shard, concurrency: again.concurrency };
    while ((await step('SendShard', input)).outcome === 'more');
  }
  await step('FinishSending', { campaignId, runNo: 2 });
  const passed = new Date(Date.now() - 1_000).toISOString();
  await step('MeasureCampaign', { campaignId, finished: { measureAt: passed } });

  await invoke('functions/ses-events/sesEvents.ts', queueEvent(...ses.accepted.slice(0, 4).map(sesEvent)));
  await followLinks(http, ses.accepted[5]);
  await deliverWebhooks(api, http);

  for (const path of ['', '/c1', '/c1/timeline', '?query=c1@b.example']) await api('GET', `/api/v1/customers${path}`);
  await api('PUT', '/api/v1/customers/c3', { attributes: { country: 'UA' } });
  await api('DELETE', '/api/v1/customers/c4');
  await api('GET', `/api/v1/campaigns/${campaignId}`);
  await api('GET', `/api/v1/campaigns/${campaignId}/report`);
  // The imported campaign has a buyer who was written to: only then are clicks looked up.
  const { items } = (await api('GET', '/api/v1/campaigns')) as { items: { id: string; name: string }[] };
  await api('GET', `/api/v1/campaigns/${items.find(({ name }) => name === 'Old')?.id ?? ''}/report`);
  const { id: tokenId } = await api('POST', '/api/v1/tokens', { name: 'CI', role: 'viewer' });
  await api('DELETE', `/api/v1/tokens/${tokenId}`);
  for (const noun of [
    'settings',
    'runs',
    'segments',
    'templates',
    'campaigns',
    'sources',
    'tokens',
    'audit',
    'doctor',
    'me',
  ])
    await api('GET', `/api/v1/${noun}`);
  await failEach(step, api, { segmentIds: [segmentId], templateId, from });
  return called;
}

type Handler = (event: unknown, context: Json) => Promise<Json>;

/** As Lambda starts it: its modules are its own, so no other function has made its clients or read its secrets. */
async function startFunction(entry: string): Promise<Handler> {
  vi.resetModules();
  return ((await import(`../../${entry}`)) as { handler: Handler }).handler;
}

/** The functions that record a failure, each with something of its own that failed. */
async function failEach(
  step: (name: string, input: unknown) => Promise<Json>,
  api: (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Json>,
  draft: object,
): Promise<void> {
  const error = { Error: 'UnavailableError', Cause: 'the database is throttled' };
  const { id } = await api('POST', '/api/v1/campaigns', { name: 'Winter', ...draft, holdout: 0 });
  await api('POST', `/api/v1/campaigns/${id}/launch`);
  await step('FailCampaign', { campaignId: id, error });
  await api('POST', `/api/v1/campaigns/${id}/cancel`);
  const { runId } = await api('POST', '/api/v1/segments/refresh');
  await step('FailRefresh', { runId, error });
  const csv = { 'content-type': 'text/csv' };
  const { id: importId } = await api('POST', '/api/v1/imports?kind=customers', 'customer_id\nc9', csv);
  await step('FailImport', { importId, error });
}

/** What SES says of the nth message: delivered, bounced, complained about, not rendered. */
function sesEvent(message: SesEntry & { readonly messageId: string }, index: number): Json {
  const timestamp = new Date().toISOString();
  const tags = Object.fromEntries(Object.entries(message.tags).map(([name, value]) => [name, [value]]));
  const mail = { timestamp, messageId: message.messageId, destination: [message.to], tags };
  const who = [{ emailAddress: message.to }];
  const detail = [
    { eventType: 'Delivery' },
    { eventType: 'Bounce', bounce: { bounceType: 'Permanent', bouncedRecipients: who, timestamp } },
    { eventType: 'Complaint', complaint: { complainedRecipients: who, timestamp } },
    { eventType: 'Rendering Failure', failure: { errorMessage: 'a field is missing' } },
  ][index];
  return { id: `event-${index}`, time: timestamp, source: 'aws.ses', detail: { ...detail, mail } };
}

type Http = (entry: string, event: Json) => Promise<Json>;

async function followLinks(http: Http, message: SesEntry | undefined): Promise<void> {
  const text = JSON.stringify(message);
  const link = (kind: string) =>
    new RegExp(`http://127\\.0\\.0\\.1:9(/${kind}/[\\w.~-]+)`).exec(text)?.[1] ?? `no ${kind}`;
  await http('links', httpEvent('GET', link('c')));
  await http('links', httpEvent('GET', link('o')));
  await http('links', httpEvent('GET', link('u')));
  await http('links', httpEvent('POST', link('u'), 'List-Unsubscribe=One-Click'));
}

async function deliverWebhooks(
  api: (method: string, path: string, body?: unknown) => Promise<Json>,
  http: Http,
): Promise<void> {
  await api('POST', '/api/v1/sources', { name: 'shop' });
  const { secret } = await api('POST', '/api/v1/sources/shop/rotate');
  const at = new Date().toISOString();
  const money = { amount: 1000, currency: 'USD' };
  const bodies = [
    { type: 'order.placed', data: { orderId: 'o7', customerId: 'c7', ...money, placedAt: at } },
    { type: 'order.placed', data: { orderId: 'o8', email: 'c8@b.example', ...money, placedAt: at } },
    { type: 'order.refunded', data: { orderId: 'o7', refundId: 'r1', ...money, refundedAt: at } },
    { type: 'event.recorded', data: { eventId: 'e1', customerId: 'c7', name: 'visit', at } },
    { type: 'customer.updated', data: { customerId: 'c7', attributes: { country: 'UA' } } },
  ];
  for (const [index, body] of bodies.entries()) {
    const text = JSON.stringify(body);
    const now = new Date();
    const headers = {
      'webhook-id': `delivery-${index}`,
      'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
      'webhook-signature': new Webhook(secret as string).sign(`delivery-${index}`, now, text),
    };
    await http('webhooks', httpEvent('POST', '/hooks/v1/shop', text, headers));
  }
  await api('DELETE', '/api/v1/sources/shop');
  await api('POST', '/api/v1/signing-key/rotate', { overlapDays: 400 });
}
