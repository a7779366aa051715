import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Hono } from 'hono';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { run } from '../../cli/main.ts';
import { serveHttp, type HttpServer } from '../../local/http/serveHttp.ts';

const DONE = {
  id: 'imp_1',
  kind: 'customers',
  status: 'done',
  createdAt: '2026-02-01T03:00:00.000Z',
  rows: 1,
  accepted: 1,
  rejected: 0,
  errors: [],
};

describe('peyk import', () => {
  const asked: { what: string; authorization: string | undefined; bytes: number }[] = [];
  /** What is said of the import, poll by poll, before it is done. */
  const answers: object[] = [];
  let storeAnswers = 200;
  let server: HttpServer;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'peyk-cli-'));
    const app = new Hono();
    app.use(async ({ req }, next) => {
      const bytes = (await req.arrayBuffer()).byteLength;
      const { pathname, search } = new URL(req.url);
      asked.push({ what: `${req.method} ${pathname}${search}`, authorization: req.header('authorization'), bytes });
      await next();
    });
    app.post('/api/v1/uploads', ({ json }) => {
      const url = `http://localhost:${server.port}/elsewhere`;
      const headers = { 'content-type': 'text/csv' };
      return json({ id: 'upl_1', url, method: 'PUT', headers, expiresAt: '2026-02-01T03:15:00.000Z' }, 201);
    });
    app.put('/elsewhere', ({ text }) => text('', storeAnswers as 200));
    app.post('/api/v1/imports', ({ json }) => json({ id: 'imp_1' }, 202));
    app.get('/api/v1/imports/imp_1', ({ json }) => json(answers.shift() ?? DONE));
    server = await serveHttp({ port: 0, host: '127.0.0.1', app, console: '/nowhere', inboxUrl: 'http://localhost' });
  });
  afterAll(async () => {
    await server.close();
    rmSync(folder, { recursive: true });
  });
  beforeEach(() => {
    vi.spyOn(console, 'log').mockImplementation(() => undefined);
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    storeAnswers = 200;
  });
  afterEach(() => {
    vi.restoreAllMocks();
    asked.length = 0;
  });

  /** What is written to a terminal meanwhile. */
  const onTerminal = async (work: () => Promise<unknown>) => {
    const written: string[] = [];
    const { isTTY } = process.stderr;
    process.stderr.isTTY = true;
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => written.push(String(text)) > 0);
    await work();
    process.stderr.isTTY = isTTY;
    return written;
  };

  const importFile = (bytes: number) => {
    const file = join(folder, 'customers.csv');
    writeFileSync(file, 'customer_id\n'.padEnd(bytes, 'c'));
    return run(['import', 'customers', file, '--url', `http://localhost:${server.port}`, '--token', 'a.b.c']);
  };

  it('sends a small file with the request', async () => {
    expect(await importFile(4_999_999)).toBe(0);
    expect(asked.map(({ what, bytes }) => [what, bytes])).toEqual([
      ['POST /api/v1/imports?kind=customers', 4_999_999],
      ['GET /api/v1/imports/imp_1', 0],
    ]);
  });

  it('sends a large one to its own address, without the token, and names it then', async () => {
    expect(await importFile(5_000_000)).toBe(0);
    const bearer = 'Bearer a.b.c';
    expect(asked).toMatchObject([
      { what: 'POST /api/v1/uploads', authorization: bearer },
      { what: 'PUT /elsewhere', authorization: undefined, bytes: 5_000_000 },
      { what: 'POST /api/v1/imports?kind=customers&upload=upl_1', authorization: bearer },
      { what: 'GET /api/v1/imports/imp_1', authorization: bearer },
    ]);
  });

  it('goes on where an earlier try had arrived, and stops where the file is refused', async () => {
    storeAnswers = 412;
    expect(await importFile(5_000_000)).toBe(0);
    storeAnswers = 403;
    asked.length = 0;
    expect(await importFile(5_000_000)).toBe(1);
    expect(asked.map(({ what }) => what)).toEqual(['POST /api/v1/uploads', 'PUT /elsewhere']);
  });

  it('shows rows a second and the time left while the file is read', async () => {
    const running = { ...DONE, status: 'running', bytes: 1_000_000 };
    answers.push({ ...running, rows: 0 });
    for (const rows of [1_000, 2_000, 3_000]) answers.push({ ...running, rows, bytesDone: 100 * rows });
    const written = await onTerminal(() => importFile(100));
    const line = written.findLast((text) => text.includes('3,000 rows'));
    expect(line).toMatch(/Importing customers .* 30 % 3,000 rows, \d,\d{3} rows\/s, 0:0\d left/);
  });
});
