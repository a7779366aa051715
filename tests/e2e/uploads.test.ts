import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdtempSync, rmSync, statSync, utimesSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBlobsFolder } from '../../local/adapters/blobsFolder.ts';
import { call, newDataFolder, startPeyk, type PeykProcess } from '../support/peyk.ts';

const CUSTOMERS = 5_000;
const NOTES = 4;

interface Address {
  readonly id: string;
  readonly url: string;
  readonly headers: Record<string, string>;
}

describe('a large file on one machine', () => {
  let peyk: PeykProcess;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'peyk-upload-'));
    peyk = await startPeyk({ PEYK_DATA: newDataFolder(), PEYK_EMPTY: '1' });
  });
  afterAll(async () => {
    await peyk.end('SIGTERM');
    rmSync(folder, { recursive: true });
  });

  const addressFor = (bytes?: number): Promise<Address> =>
    call(peyk.url, 'POST', '/api/v1/uploads', { kind: 'customers', ...(bytes !== undefined && { bytes }) });
  const put = async ({ url, headers }: Address, body: string, more: Record<string, string> = {}) =>
    (await fetch(url, { method: 'PUT', headers: { ...headers, ...more }, body })).status;

  it('of 20 MB is uploaded and imported by the CLI, in less than 300 MB of the server’s memory', async () => {
    const file = join(folder, 'customers.csv');
    await pipeline(Readable.from(rows()), createWriteStream(file));
    expect(statSync(file).size).toBeGreaterThan(20_000_000);
    const cli = spawn(process.execPath, ['cli/bin/peyk.js', 'import', 'customers', file, '--json', '--url', peyk.url], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    cli.stdout.on('data', (data: Buffer) => (output += data.toString()));
    const [code] = await once(cli, 'close');
    expect(code).toBe(0);
    expect(JSON.parse(output)).toMatchObject({ status: 'done', rows: CUSTOMERS, accepted: CUSTOMERS, rejected: 0 });
    expect((await readdir(join(peyk.data, 'blobs'))).join()).toMatch(/^uploads%2Fcustomers%2Fupl_\w+\.csv$/);
    const last = await call<{ attributes: object }>(peyk.url, 'GET', `/api/v1/customers/c${CUSTOMERS - 1}`);
    expect(Object.keys(last.attributes)).toHaveLength(NOTES);
    expect(peyk.peakMemory()).toBeLessThan(300 * 2 ** 20);
  });

  it('is taken once at its address, and only as it was announced', async () => {
    const csv = 'customer_id\nd1\n';
    const address = await addressFor(csv.length);
    expect(await put(address, `${csv}d2\n`, { 'content-length': String(csv.length + 3) })).toBe(403);
    expect(await put(address, csv, { 'content-type': 'application/x-ndjson' })).toBe(403);
    expect(await put({ ...address, url: address.url.replace('upl_', 'upl_x') }, csv)).toBe(403);
    expect(await put(address, csv)).toBe(200);
    expect(await put(address, csv)).toBe(412);
    expect((await fetch(address.url)).status).toBe(403);
    await call(peyk.url, 'POST', `/api/v1/imports?kind=customers&upload=${address.id}`);
  });

  it('that two send to one address at the same time is one of the two, whole', async () => {
    const address = await addressFor();
    const body = (id: string) => `customer_id\n${`${id}\n`.repeat(100_000)}`;
    const answers = await Promise.all([put(address, body('aa')), put(address, body('bb'))]);
    expect(answers.sort()).toEqual([200, 412]);
  });
});

it('files of a folder are deleted when the folder has kept them for its time', async () => {
  const data = newDataFolder();
  const folder = openBlobsFolder(data);
  const keys = ['imports/imp_1', 'uploads/customers/upl_1.csv', 'exports/exp_1.csv'];
  for (const key of keys) await folder.write(key, Readable.from([Buffer.from('x')]));
  const written = new Date('2026-11-01T00:00:00Z');
  for (const name of await readdir(data)) utimesSync(join(data, name), written, written);
  const left = async (days: number) => {
    await folder.sweep(written.getTime() + days * 86_400_000 + 1);
    return (await readdir(data)).map((name) => decodeURIComponent(name)).sort();
  };
  expect(await left(0)).toEqual([...keys].sort());
  expect(await left(1)).toEqual(keys.slice(0, 2));
  expect(await left(7)).toEqual(keys.slice(0, 1));
  expect(await left(30)).toEqual([]);
});

function* rows(): Generator<string> {
  yield `customer_id,${Array.from({ length: NOTES }, (_, index) => `note${index}`).join(',')}\n`;
  const note = 'n'.repeat(1_000);
  for (let index = 0; index < CUSTOMERS; index++) yield `c${index}${`,${note}`.repeat(NOTES)}\n`;
}
