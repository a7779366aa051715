import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { MOST_MEMBERS } from '../../../adapters/aws/secretMap.ts';
import { createSecrets } from '../../../adapters/aws/secrets.ts';
import { newSecretsManager } from '../../support/secretsManager.ts';

const HOUR_MS = 3_600_000;

/** The secrets of a deployment, and processes that use them. */
async function givenSecrets() {
  const manager = newSecretsManager({ 'peyk-dev/hooks': undefined, 'peyk-dev/signing': '{"current":"key"}' });
  const calls: string[] = [];
  let now = 0;
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const action = String(request.headers['x-amz-target']).split('.')[1] ?? '';
    calls.push(action);
    const { status, body } = manager.answer(action, JSON.parse(Buffer.concat(parts).toString()));
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
  };
  const server = createServer((request, response) => void answer(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    manager,
    calls,
    advance: (ms: number) => (now += ms),
    process: (prefix = 'peyk-dev/') => createSecrets({ prefix, clock: () => now, endpoint }),
    stored: () => JSON.parse(manager.current('peyk-dev/hooks') ?? '{}') as Record<string, object>,
  };
}

beforeEach(() => {
  const env = { AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  onTestFinished(() => void vi.unstubAllEnvs());
});

describe('the secrets of sources', () => {
  it('are one secret, of which each source has its part', async () => {
    const { process, stored } = await givenSecrets();
    const secrets = process();
    await secrets.put('hooks/shop', 'one');
    await secrets.put('hooks/crm', 'two');
    expect(stored()).toEqual({ shop: { current: 'one' }, crm: { current: 'two' } });
    expect(await process().get('hooks/crm')).toEqual(['two']);
    await secrets.remove('hooks/shop');
    expect(stored()).toEqual({ crm: { current: 'two' } });
    expect(await secrets.get('hooks/shop')).toEqual([]);
  });

  it('are all kept when several are made at the same moment, the very first ones too', async () => {
    const { process, stored } = await givenSecrets();
    const names = Array.from({ length: 6 }, (_, index) => `shop-${index}`);
    await Promise.all(names.map((name) => process().put(`hooks/${name}`, `secret of ${name}`)));
    expect(Object.keys(stored()).sort()).toEqual(names);
  });

  it('overlap while one is rotated, and the older is forgotten with the next change', async () => {
    const { process, stored, advance } = await givenSecrets();
    const secrets = process();
    await secrets.put('hooks/shop', 'old');
    await secrets.put('hooks/shop', 'new', HOUR_MS);
    await secrets.put('hooks/shop', 'new', HOUR_MS);
    expect(await secrets.get('hooks/shop')).toEqual(['new', 'old']);
    advance(HOUR_MS);
    expect(await secrets.get('hooks/shop')).toEqual(['new']);
    await secrets.put('hooks/crm', 'two');
    expect(stored()).toEqual({ shop: { current: 'new' }, crm: { current: 'two' } });
  });

  it('cost no call for each name that somebody makes up, and a new source is known within seconds', async () => {
    const { process, calls, advance } = await givenSecrets();
    const reader = process();
    for (let times = 0; times < 50; times++) expect(await reader.get(`hooks/guess-${times}`)).toEqual([]);
    expect(calls).toEqual(['GetSecretValue']);
    await process().put('hooks/shop', 'one');
    advance(10_000);
    expect(await reader.get('hooks/shop')).toEqual(['one']);
    const before = calls.length;
    advance(49_000);
    await reader.get('hooks/shop');
    expect(calls.length).toBe(before);
  });

  it('have room for so many that each can still be rotated, and no more', async () => {
    const { process, manager, stored } = await givenSecrets();
    const value = (letter: string) => `whsec_${letter.repeat(44)}`;
    const longest = (index: number) => String(index).padStart(63, 'x');
    const full = Object.fromEntries(
      Array.from({ length: MOST_MEMBERS }, (_, index) => [
        longest(index),
        { current: value('a'), previous: value('b'), previousUntil: 9_999_999_999_999 },
      ]),
    );
    const secrets = process();
    await secrets.put('hooks/first', 'one');
    await secrets.remove('hooks/first');
    const SecretString = JSON.stringify(full);
    manager.answer('PutSecretValue', { SecretId: 'peyk-dev/hooks', ClientRequestToken: 'full', SecretString });
    await secrets.put(`hooks/${longest(3)}`, value('c'));
    expect(stored()[longest(3)]).toMatchObject({ current: value('c'), previous: value('a') });
    await expect(secrets.put('hooks/shop', value('a'))).rejects.toMatchObject({ name: 'TooLargeError' });
  });

  it('cannot be stored before the stack has made the secret', async () => {
    const { process } = await givenSecrets();
    await expect(process('peyk-prod/').put('hooks/shop', 'one')).rejects.toThrow();
    expect(await process('peyk-prod/').get('hooks/shop')).toEqual([]);
  });
});

describe('a secret of its own', () => {
  it('is read once a minute, and its older value stays valid for the overlap', async () => {
    const { process, calls, stored } = await givenSecrets();
    const secrets = process();
    await secrets.get('signing');
    await secrets.get('signing');
    expect(calls).toEqual(['GetSecretValue']);
    await secrets.put('signing', 'next', HOUR_MS);
    expect(await process().get('signing')).toEqual(['next', 'key']);
    expect(stored()).toEqual({});
  });
});
