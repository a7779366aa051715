import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createMailer } from '../../../adapters/aws/mailer.ts';
import type { BulkRequest, Mailer } from '../../../app/ports/mailer.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;
let answer: Answer = () => {};
let calls = 0;
let mailer: Mailer;
let lastBody = '';
const server = createServer((request, response) => {
  calls += 1;
  lastBody = '';
  request.on('data', (chunk) => (lastBody += String(chunk)));
  request.on('end', () => answer(request, response));
});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  mailer = createMailer({ endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, timeoutMs: 300 });
});
afterAll(() => server.close());
beforeEach(() => (calls = 0));

const request = (count = 1, overrides: Partial<BulkRequest> = {}): BulkRequest => ({
  from: { name: 'Shop', email: 'shop@example.test' },
  subject: 'Hello {{s0}}',
  html: '<p>{{s0}}</p>',
  text: '{{s0}}',
  tags: [{ Name: 'campaign', Value: 'cmp_1' }],
  entries: Array.from({ length: count }, (_, n) => ({
    to: `c${n}@example.test`,
    data: { s0: `Name ${n}` },
    headers: [{ Name: 'List-Unsubscribe', Value: `<https://example.test/u/${n}>` }],
    tags: [{ Name: 'customer', Value: `c${n}` }],
  })),
  ...overrides,
});

const json = (status: number, body: unknown, headers: Record<string, string> = {}): Answer => {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(body));
  };
};
const refusal = (status: number, name: string) => json(status, { message: 'no' }, { 'x-amzn-errortype': name });

describe('sending in bulk', () => {
  it('reads the status of every entry, because an answered call is not a success', async () => {
    answer = json(200, {
      BulkEmailEntryResults: [
        { Status: 'SUCCESS', MessageId: 'm1' },
        { Status: 'MESSAGE_REJECTED', Error: 'spam' },
        { Status: 'ACCOUNT_THROTTLED' },
        { Status: 'ACCOUNT_DAILY_QUOTA_EXCEEDED' },
        { Status: 'TRANSIENT_FAILURE' },
        { Status: 'SOMETHING_NEW' },
      ],
    });
    expect(await mailer.sendBulk(request(6))).toEqual({
      kind: 'answered',
      results: [
        { status: 'accepted', messageId: 'm1' },
        { status: 'failed', code: 'MESSAGE_REJECTED' },
        { status: 'retry', code: 'ACCOUNT_THROTTLED' },
        { status: 'retry', code: 'ACCOUNT_DAILY_QUOTA_EXCEEDED' },
        { status: 'retry', code: 'TRANSIENT_FAILURE' },
        { status: 'failed', code: 'SOMETHING_NEW' },
      ],
    });
  });

  it('sends the skeleton once and each recipient’s own words, headers and tags', async () => {
    answer = json(200, { BulkEmailEntryResults: [{ Status: 'SUCCESS', MessageId: 'm1' }] });
    await mailer.sendBulk(request(1, { configurationSet: 'set' }));
    expect(JSON.parse(lastBody)).toMatchObject({
      FromEmailAddress: '"Shop" <shop@example.test>',
      ConfigurationSetName: 'set',
      DefaultEmailTags: [{ Name: 'campaign', Value: 'cmp_1' }],
      DefaultContent: {
        Template: { TemplateContent: { Subject: 'Hello {{s0}}', Html: '<p>{{s0}}</p>', Text: '{{s0}}' } },
      },
      BulkEmailEntries: [
        {
          Destination: { ToAddresses: ['c0@example.test'] },
          ReplacementTags: [{ Name: 'customer', Value: 'c0' }],
          ReplacementHeaders: [{ Name: 'List-Unsubscribe', Value: '<https://example.test/u/0>' }],
          ReplacementEmailContent: { ReplacementTemplate: { ReplacementTemplateData: '{"s0":"Name 0"}' } },
        },
      ],
    });
  });

  it.each([
    [429, 'TooManyRequestsException', true],
    [400, 'LimitExceededException', true],
    [400, 'SendingPausedException', false],
    [400, 'AccountSuspendedException', false],
    [400, 'MailFromDomainNotVerifiedException', false],
    [400, 'MessageRejected', false],
    [400, 'BadRequestException', false],
    [404, 'NotFoundException', false],
    [403, 'AccessDeniedException', false],
  ])('takes %i %s as a refusal that passes by itself: %s', async (status, name, retryable) => {
    answer = refusal(status, name);
    expect(await mailer.sendBulk(request())).toEqual({ kind: 'refused', code: name, retryable });
    expect(calls).toBe(1);
  });

  it.each([500, 502, 503, 504])(
    'does not know what became of a call answered %i, and does not repeat it',
    async (status) => {
      answer = refusal(status, 'InternalFailure');
      expect(await mailer.sendBulk(request())).toMatchObject({ kind: 'unknown' });
      expect(calls).toBe(1);
    },
  );

  it('does not know what became of a call whose connection broke after it was written', async () => {
    answer = (incoming) => incoming.socket.destroy();
    expect(await mailer.sendBulk(request())).toMatchObject({ kind: 'unknown' });
    expect(calls).toBe(1);
  });

  it('does not know what became of a call that is not answered in time', async () => {
    answer = () => {};
    expect(await mailer.sendBulk(request())).toMatchObject({ kind: 'unknown' });
    expect(calls).toBe(1);
  });

  it('does not know what became of a call whose answer is cut off', async () => {
    answer = (_incoming, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
      response.write('{"BulkEmail');
      setTimeout(() => response.destroy(), 20);
    };
    expect(await mailer.sendBulk(request())).toMatchObject({ kind: 'unknown' });
  });

  it('does not know what became of a call with fewer answers than recipients', async () => {
    answer = json(200, { BulkEmailEntryResults: [{ Status: 'SUCCESS', MessageId: 'm1' }] });
    expect(await mailer.sendBulk(request(2))).toMatchObject({ kind: 'unknown' });
  });

  it('knows that nothing was sent where nobody listens', async () => {
    const nobody = createMailer({ endpoint: 'http://127.0.0.1:1' });
    expect(await nobody.sendBulk(request())).toEqual({ kind: 'refused', code: 'ECONNREFUSED', retryable: true });
  });

  it('reads the account’s quota', async () => {
    answer = json(200, { SendQuota: { MaxSendRate: 14, Max24HourSend: 50_000, SentLast24Hours: 12 } });
    expect(await mailer.quota()).toEqual({ maxSendRate: 14, max24h: 50_000, sent24h: 12 });
  });
});
