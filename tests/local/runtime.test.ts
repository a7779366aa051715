import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startRuntime, type RuntimeOptions } from '../../local/runtime.ts';
import { startDynamo } from '../support/dynamo.ts';
import { givenData, start } from '../e2e/runtimeProcess.ts';

const RUNS_ON = /Peyk runs on (http:\/\/localhost:\d+)/;
const READY = /Ctrl-C stops Peyk/;

async function givenRuntime(options: Partial<RuntimeOptions> = {}) {
  const runtime = await startRuntime({ port: 0, data: givenData(), ...options });
  onTestFinished(() => runtime.stop());
  return runtime;
}

async function put(url: string, id: string) {
  const response = await fetch(`${url}/api/v1/customers/${id}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: `${id}@example.test`, consent: { email: true } }),
  });
  expect(response.status, await response.text()).toBeLessThan(300);
}

/** Pids that the runtime has written down. */
const childrenIn = (data: string) =>
  (JSON.parse(readFileSync(join(data, 'runtime.json'), 'utf8')) as { pid: number }[]).map(({ pid }) => pid);

const alive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('npm start', () => {
  it('ends with 0 within 5 seconds of SIGTERM, frees its ports and leaves no process behind', async () => {
    const data = givenData();
    const first = start('local/main.ts', { PEYK_DATA: data });
    const [, url] = await first.line(RUNS_ON);
    await first.line(READY);
    expect(await (await fetch(`${url}/health`)).json()).toEqual({ status: 'ok' });
    const children = childrenIn(data);
    expect(children).toHaveLength(1);
    first.child.kill('SIGTERM');
    const { code, ms } = await first.ended();
    expect({ code, output: first.output() }).toMatchObject({ code: 0 });
    expect(ms).toBeLessThan(5_000);
    expect(children.filter(alive)).toEqual([]);
    await expect(fetch(`${url}/health`)).rejects.toThrow();
  });

  it('keeps what it was told through a stop and through kill -9', async () => {
    const data = givenData();
    const first = start('local/main.ts', { PEYK_DATA: data });
    await put((await first.line(RUNS_ON))[1]!, 'before-stop');
    first.child.kill('SIGTERM');
    await first.ended();

    const second = start('local/main.ts', { PEYK_DATA: data });
    await put((await second.line(RUNS_ON))[1]!, 'before-kill');
    const orphans = childrenIn(data);
    second.child.kill('SIGKILL');
    await second.ended();

    const third = start('local/main.ts', { PEYK_DATA: data });
    const [, url] = await third.line(RUNS_ON);
    for (const id of ['before-stop', 'before-kill']) {
      expect((await fetch(`${url}/api/v1/customers/${id}`)).status).toBe(200);
    }
    // What a killed runtime leaves behind ends by itself or is ended; the system may take a moment to say so.
    await expect.poll(() => orphans.filter(alive), { timeout: 5_000 }).toEqual([]);
  });

  it('goes on after kill -9 with the workflow that was under way', async () => {
    const data = givenData();
    const notes = () => readFileSync(join(data, 'notes.txt'), 'utf8');
    const first = start('tests/local/runtimeWithTinyWorkflow.ts', { PEYK_DATA: data });
    await first.line(/ready/);
    await expect.poll(() => existsSync(join(data, 'notes.txt')), { timeout: 5_000 }).toBe(true);
    first.child.kill('SIGKILL');
    await first.ended();
    expect(notes()).toBe('begin\n');

    const second = start('tests/local/runtimeWithTinyWorkflow.ts', { PEYK_DATA: data });
    await second.line(/resumed 1/);
    await second.line(/over/);
    expect(notes()).toBe('begin\nbegin\nend\n');
    second.child.kill('SIGTERM');
    await second.ended();

    const third = start('tests/local/runtimeWithTinyWorkflow.ts', { PEYK_DATA: data });
    await third.line(/resumed 0/);
  });

  it('refuses a second start on the same data directory and says who has it', async () => {
    const data = givenData();
    const first = start('local/main.ts', { PEYK_DATA: data });
    const [, url] = await first.line(RUNS_ON);
    const second = start('local/main.ts', { PEYK_DATA: data });
    expect((await second.ended()).code).toBe(1);
    expect(second.output()).toContain(`in use by another Peyk (process ${first.child.pid})`);
    expect((await fetch(`${url}/health`)).status).toBe(200);
  });

  it('names the port that is taken', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void taken.close());
    const { port } = taken.address() as AddressInfo;
    const process = start('local/main.ts', { PEYK_DATA: givenData(), PORT: String(port) });
    expect((await process.ended()).code).toBe(1);
    expect(process.output()).toContain(`Port ${port} is in use`);
  });

  it.each([
    [{ PORT: 'many' }, 'PORT'],
    [{ PORT: '70000' }, 'PORT'],
    [{ DYNAMODB_ENDPOINT: 'localhost' }, 'DYNAMODB_ENDPOINT'],
  ])('names the variable that it cannot use: %o', async (environment, name) => {
    const process = start('local/main.ts', { PEYK_DATA: givenData(), ...environment });
    expect((await process.ended()).code).toBe(1);
    expect(process.output()).toContain(`${name}: `);
  });
});

describe('the runtime', () => {
  it('serves API and inbox on the loopback only, to local names only', async () => {
    const { url, inboxUrl, port } = await givenRuntime();
    expect((await fetch(`${url}/openapi.json`)).status).toBe(200);
    const inbox = await fetch(`${url}/inbox`, { redirect: 'manual' });
    expect(inbox.headers.get('location')).toBe(inboxUrl);
    expect(await (await fetch(inboxUrl)).text()).toContain('<html');
    const { request } = await import('node:http');
    const status = await new Promise((resolve) => {
      request({ port, host: '127.0.0.1', path: '/health', headers: { host: 'evil.test' } }, (response) =>
        resolve(response.resume().statusCode),
      ).end();
    });
    expect(status).toBe(403);
  });

  it('keeps its secrets in a file that only the owner may read, the same after a restart', async () => {
    const data = givenData();
    const first = await startRuntime({ port: 0, data });
    const signed = first.deps.signer.sign('text');
    await first.deps.secrets.put('source/shop', 'whsec_1');
    await first.stop();
    expect(statSync(join(data, 'secrets.json')).mode & 0o777).toBe(0o600);
    const second = await givenRuntime({ data });
    expect(second.deps.signer.verify('text', signed.keyId, signed.mac)).toBe(true);
    expect(await second.deps.secrets.get('source/shop')).toEqual(['whsec_1']);
  });

  it('works with a DynamoDB and an SES of somebody else, starting none of its own', async () => {
    const { inboxUrl: sesEndpoint } = await givenRuntime();
    const dynamo = await startDynamo();
    onTestFinished(() => dynamo.stop());
    const engines = { dynamodbEndpoint: dynamo.endpoint, sesEndpoint };
    const data = givenData();
    const runtime = await givenRuntime({ data, ...engines });
    await put(runtime.url, 'shared');
    const other = await givenRuntime(engines);
    expect((await fetch(`${other.url}/api/v1/customers/shared`)).status).toBe(200);
    expect(existsSync(join(data, 'peyk.sqlite'))).toBe(false);
    expect(existsSync(join(data, 'inbox'))).toBe(false);
  });

  it('stores an import body whole and reads it from any byte', async () => {
    const { deps } = await givenRuntime();
    const bytes = Buffer.from('0123456789'.repeat(10_000));
    const stream = async function* () {
      yield bytes.subarray(0, 50_000);
      yield bytes.subarray(50_000);
    };
    expect(await deps.blobs.write('imports/../imp_1', stream())).toEqual({ bytes: 100_000 });
    const read = async (from: number) => {
      const parts: Uint8Array[] = [];
      for await (const part of deps.blobs.read('imports/../imp_1', from)) parts.push(part);
      return Buffer.concat(parts).toString();
    };
    expect(await read(0)).toBe(bytes.toString());
    expect(await read(99_995)).toBe('56789');
    expect(await read(100_000)).toBe('');
    await expect(read(-1 + 1).then(() => deps.blobs.read('no', 0)[Symbol.asyncIterator]().next())).rejects.toThrow(
      /does not exist/,
    );
  });

  it('starts the refresh as the settings schedule it, in the time zone of the workspace', async () => {
    const { deps, scheduler, url } = await givenRuntime();
    const next = () => new Date(scheduler.next()!).toISOString();
    expect(next()).toMatch(/T03:00:00/);
    await deps.stores.settings.save({ refreshSchedule: '30 3 * * *', timeZone: 'Asia/Tehran' });
    await scheduler.reload();
    expect(next()).toMatch(/T00:00:00/);
    const put = async (body: object) =>
      (
        await fetch(`${url}/api/v1/settings`, {
          method: 'PUT',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        })
      ).json() as Promise<{ nextRefreshAt: string | null }>;
    expect((await put({ timeZone: 'UTC' })).nextRefreshAt).toBe(next());
    expect(next()).toMatch(/T03:30:00/);
    expect((await put({ refreshSchedule: null })).nextRefreshAt).toBeNull();
    expect(scheduler.next()).toBeUndefined();
  });
});
