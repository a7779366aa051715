import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { identifyLocal } from '../../../../functions/api/identity/identifyLocal.ts';
import { createStores } from '../../../../adapters/stores/createStores.ts';
import { isLoopback, ownUrl } from '../../../../local/http/interfaces.ts';
import { serveHttp, type HttpServer } from '../../../../local/http/serveHttp.ts';
import { readEnvironment } from '../../../../local/options.ts';
import { startRuntime } from '../../../../local/runtime.ts';
import { createTestApp } from '../../../support/app.ts';
import { newDataFolder } from '../../../support/peyk.ts';
import { useStores } from '../../../support/stores.ts';

const stores = useStores();
const TOKEN = 'a-token-of-this-machine';

async function givenApp(access: Parameters<typeof identifyLocal>[1]) {
  const { options } = await stores.fresh();
  const app = createTestApp(
    (clock) => createStores({ ...options, clock }),
    (deps) => identifyLocal(deps, access),
  );
  return async (authorization?: string) =>
    (await app.call('GET', '/api/v1/tokens', undefined, authorization === undefined ? {} : { authorization })).status;
}

describe('the local runtime', () => {
  it('takes whoever calls on the loopback for admin, but no token that is wrong', async () => {
    const ask = await givenApp({ loopback: true });
    expect(await ask()).toBe(200);
    expect(await ask('Bearer wrong')).toBe(401);
    expect(await ask('Basic YTpi')).toBe(401);
  });

  it('asks for its token on any other interface', async () => {
    const ask = await givenApp({ loopback: false, token: TOKEN });
    expect(await ask()).toBe(401);
    expect(await ask(`Bearer ${TOKEN}x`)).toBe(401);
    expect(await ask(`Bearer ${TOKEN}`)).toBe(200);
  });

  it('does not start on another interface without a token', async () => {
    expect(() => readEnvironment({ HOST: '0.0.0.0' })).toThrow(/PEYK_TOKEN/);
    expect(() => readEnvironment({ HOST: 'peyk.local' })).toThrow(/PEYK_TOKEN/);
    expect(() => readEnvironment({ HOST: '0.0.0.0', PEYK_TOKEN: 'short' })).toThrow(/PEYK_TOKEN/);
    expect(readEnvironment({ HOST: '0.0.0.0', PEYK_TOKEN: TOKEN })).toMatchObject({ host: '0.0.0.0', token: TOKEN });
    expect(readEnvironment({})).toMatchObject({ host: '127.0.0.1', token: undefined });
    await expect(startRuntime({ port: 0, host: '0.0.0.0', data: newDataFolder() })).rejects.toThrow(/needs a token/);
  });

  it('knows which interfaces are the loopback', () => {
    expect(['127.0.0.1', '127.1.2.3', '::1', 'localhost'].filter((host) => !isLoopback(host))).toEqual([]);
    expect(['0.0.0.0', '::', '10.0.0.1', '127.evil.example', 'localhost.evil.example'].filter(isLoopback)).toEqual([]);
    expect([ownUrl('0.0.0.0', 1), ownUrl('10.0.0.1', 1), ownUrl('fe80::1', 1)]).toEqual([
      'http://localhost:1',
      'http://10.0.0.1:1',
      'http://[fe80::1]:1',
    ]);
  });
});

describe('pages of others', () => {
  let server: HttpServer;
  beforeAll(async () => {
    const app = new Hono();
    app.all('*', ({ text }) => text('reached'));
    server = await serveHttp({ port: 0, host: '127.0.0.1', app, console: '/nowhere', inboxUrl: 'http://localhost' });
  });
  afterAll(() => server.close());

  const post = async (origin?: string) => {
    const headers = origin === undefined ? {} : { origin };
    return (await fetch(`http://localhost:${server.port}/api/v1/segments/refresh`, { method: 'POST', headers })).status;
  };

  it('cannot post to the loopback behind their reader’s back', async () => {
    expect(await post('https://evil.example')).toBe(403);
    expect(await post('http://localhost.evil.example')).toBe(403);
    expect(await post('null')).toBe(403);
  });

  it('our own may, and so may programs, which name no origin', async () => {
    expect(await post(`http://localhost:${server.port}`)).toBe(200);
    expect(await post()).toBe(200);
  });
});
