import { once } from 'node:events';
import { appendFileSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createMailer } from '../../adapters/aws/mailer.ts';
import { forkInbox } from '../../local/inbox/forkInbox.ts';
import { Journal } from '../../local/inbox/journal.ts';
import { messagePageSchema, type NewMessage } from '../../local/inbox/message.ts';
import { givenData } from '../e2e/runtimeProcess.ts';

async function givenInbox(folder: string) {
  const { child, url } = await forkInbox(folder);
  onTestFinished(() => void child.kill('SIGKILL'));
  const mailer = createMailer({ endpoint: url });
  const kill = async () => {
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  const send = (addresses: readonly string[]) =>
    mailer.sendBulk({
      from: { email: 'shop@example.test' },
      subject: 'Hello {{s0}}',
      html: '<p>{{s0}}</p>',
      text: '{{s0}}',
      tags: [{ Name: 'campaign', Value: 'cmp_1' }],
      entries: addresses.map((to) => ({
        to,
        data: { s0: `<${to}>` },
        headers: [{ Name: 'X-Peyk-Send', Value: `cmp_1/${to}` }],
        tags: [{ Name: 'customer', Value: to.replace(/\W/g, '_') }],
      })),
    });
  const store = async (query = '') =>
    (await (await fetch(`${url}/store${query}`)).json()) as {
      emails: { messageId: string; destination: { to: string[] }; body: { html?: string }; subject: string }[];
    };
  const messages = async (query: string) =>
    messagePageSchema.parse(await (await fetch(`${url}/messages?${query}`)).json());
  return { child, url, send, kill, store, messages, mailer };
}

const addresses = (count: number, from = 0) => Array.from({ length: count }, (_, n) => `c${from + n}@example.test`);

describe('the inbox', () => {
  it('has every accepted message after kill -9', async () => {
    const folder = givenData();
    const first = await givenInbox(folder);
    const answer = await first.send(addresses(50));
    expect(answer).toMatchObject({ kind: 'answered' });
    await first.kill();

    const second = await givenInbox(folder);
    await second.send(addresses(1, 50));
    const { emails } = await second.store();
    expect(emails.map(({ destination }) => destination.to[0])).toEqual(addresses(51));
    expect(emails[7]).toMatchObject({ subject: 'Hello <c7@example.test>', body: { html: '<p><c7@example.test></p>' } });
    if (answer.kind === 'answered') expect(answer.results[7]).toMatchObject({ messageId: emails[7]!.messageId });
  });

  it('tells who reads along what came since, with headers and tags', async () => {
    const { send, messages } = await givenInbox(givenData());
    await send(addresses(3));
    const page = await messages('after=1&limit=1&bodies=true');
    expect(page).toMatchObject({
      last: 3,
      items: [
        {
          seq: 2,
          destination: { to: ['c1@example.test'] },
          headers: [{ name: 'X-Peyk-Send', value: 'cmp_1/c1@example.test' }],
          tags: [
            { Name: 'campaign', Value: 'cmp_1' },
            { Name: 'customer', Value: 'c1_example_test' },
          ],
          html: '<p><c1@example.test></p>',
        },
      ],
    });
    const waiting = messages('after=3&wait=5000');
    await send(addresses(1, 3));
    expect((await waiting).items).toHaveLength(1);
  });

  it('gives the tags to the right recipient where another one of the call is refused', async () => {
    const { send, messages } = await givenInbox(givenData());
    expect(await send(['not an address', 'c1@example.test'])).toMatchObject({
      results: [{ status: 'failed' }, { status: 'accepted' }],
    });
    const { items } = await messages('after=0');
    expect(items.map(({ tags }) => tags.at(-1)?.Value)).toEqual(['c1_example_test']);
  });

  it('shows only the newest on its page, answers the quota, and forgets on request without reusing a number', async () => {
    const { url, send, store, messages, mailer } = await givenInbox(givenData());
    await send(addresses(50));
    expect((await store('?newest=5')).emails).toHaveLength(5);
    expect(await (await fetch(url)).text()).toContain('/store?newest=');
    expect(await mailer.quota()).toMatchObject({ maxSendRate: 10_000 });
    await fetch(`${url}/clear-store`, { method: 'POST' });
    expect((await store()).emails).toEqual([]);
    await send(addresses(1));
    expect((await messages('after=0')).items.map(({ seq }) => seq)).toEqual([51]);
  });

  it('ends when the runtime that started it is gone', async () => {
    const { child } = await givenInbox(givenData());
    child.disconnect();
    await once(child, 'exit');
    expect(child.exitCode).toBe(0);
  });
});

const message = (n: number): NewMessage => ({
  at: n,
  messageId: `m${n}`,
  from: 'shop@example.test',
  replyTo: [],
  destination: { to: [`c${n}@example.test`], cc: [], bcc: [] },
  subject: 'Hi',
  headers: [],
  tags: [],
});

describe('the journal of the inbox', () => {
  it('leaves out a line that a crash cut short, which was never answered', () => {
    const folder = givenData();
    const first = new Journal(folder);
    first.append(message(1), { html: 'one' });
    first.close();
    const [file] = readdirSync(folder).filter((name) => name.startsWith('messages'));
    appendFileSync(join(folder, file!), '{"at":2,"messageId":"m2","fro');
    const second = new Journal(folder);
    expect(second.append(message(3), { html: 'three' })).toBe(2);
    const all = [...second.after(0)];
    expect(all.map(({ messageId }) => messageId)).toEqual(['m1', 'm3']);
    expect(all.map((each) => second.body(each).html)).toEqual(['one', 'three']);
    expect(readFileSync(join(folder, file!), 'utf8').split('\n')).toHaveLength(3);
    second.close();
  });

  it('keeps all addresses but the bodies of the newest only, so that the disk does not fill', () => {
    const folder = givenData();
    const journal = new Journal(folder, { perFile: 10, files: 2 });
    for (let n = 1; n <= 100; n++) journal.append(message(n), { html: `body ${n}` });
    const all = [...journal.after(0)];
    expect(all).toHaveLength(100);
    const kept = all.filter((each) => journal.body(each).html !== undefined);
    expect(kept.length).toBeGreaterThanOrEqual(11);
    expect(kept.length).toBeLessThanOrEqual(21);
    expect(kept.every((each) => journal.body(each).html === `body ${each.seq}`)).toBe(true);
    expect(kept.at(-1)?.seq).toBe(100);
    expect(readdirSync(folder).filter((name) => name.startsWith('bodies'))).toHaveLength(2);
    expect(journal.before(40)).toBe(39);
    journal.close();
  });
});
