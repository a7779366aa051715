import { Hono } from 'hono';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { run } from '../../cli/main.ts';
import { serveHttp, type HttpServer } from '../../local/http/serveHttp.ts';

const RUN = { runId: 'run_7', kind: 'segment-refresh', status: 'succeeded', startedAt: '2026-02-01T03:00:00.000Z' };

describe('the peyk command', () => {
  const asked: { path: string; authorization: string | undefined }[] = [];
  let server: HttpServer;

  beforeAll(async () => {
    const app = new Hono();
    app.all('*', ({ req, json }) => {
      asked.push({ path: req.path, authorization: req.header('authorization') });
      return json({ items: [] });
    });
    server = await serveHttp({ port: 0, host: '127.0.0.1', app, console: '/nowhere', inboxUrl: 'http://localhost' });
  });
  afterAll(() => server.close());
  beforeEach(() => void vi.spyOn(console, 'log').mockImplementation(() => undefined));
  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
    asked.length = 0;
  });

  const list = (...more: string[]) => run(['segments', 'list', '--url', `http://localhost:${server.port}`, ...more]);

  it('sends nobody’s name where it has no token', async () => {
    vi.stubEnv('PEYK_TOKEN', '');
    expect(await list()).toBe(0);
    expect(asked).toMatchObject([{ path: '/api/v1/segments', authorization: undefined }]);
  });

  it('sends a token as bearer, a service token to where those are taken', async () => {
    await list('--token', 'a.b.c');
    await list('--token', 'peyk_1_x');
    vi.stubEnv('PEYK_TOKEN', 'peyk_2_y');
    await list();
    await list('--token', 'peyk_1_x');
    expect(asked).toMatchObject([
      { path: '/api/v1/segments', authorization: 'Bearer a.b.c' },
      { path: '/service/api/v1/segments', authorization: 'Bearer peyk_1_x' },
      { path: '/service/api/v1/segments', authorization: 'Bearer peyk_2_y' },
      { path: '/service/api/v1/segments', authorization: 'Bearer peyk_1_x' },
    ]);
  });

  it('lists refreshes with who entered and left', async () => {
    const app = new Hono();
    const totals = { scanned: 900, changed: 4, entered: 3, left: 1 };
    app.get('/api/v1/runs', ({ json }) =>
      json({
        items: [
          { ...RUN, totals },
          { ...RUN, status: 'running' },
        ],
      }),
    );
    const peyk = await serveHttp({
      port: 0,
      host: '127.0.0.1',
      app,
      console: '/nowhere',
      inboxUrl: 'http://localhost',
    });
    const shown = vi.spyOn(console, 'log').mockImplementation(() => undefined);
    expect(await run(['segments', 'runs', '--url', `http://localhost:${peyk.port}`])).toBe(0);
    expect(String(shown.mock.calls[0])).toMatch(/run_7 +succeeded +2026-02-01T03:00 +- +900 +3 +1/);
    await peyk.close();
  });

  it('follows the refresh under way where its own is refused', async () => {
    const app = new Hono();
    const refusal = { type: 'urn:peyk:problem:ConflictError', title: 'Conflict', status: 409, detail: 'it runs' };
    const progress = { shards: 1, shardsDone: 1, scanned: 900, changed: 4, ratio: 1 };
    const totals = { scanned: 900, changed: 4, entered: 3, left: 1 };
    app.post('/api/v1/segments/refresh', ({ json }) => json({ ...refusal, runId: 'run_7' }, 409));
    app.get('/api/v1/runs/run_7', ({ json }) => json({ ...RUN, totals, progress }));
    const busy = await serveHttp({
      port: 0,
      host: '127.0.0.1',
      app,
      console: '/nowhere',
      inboxUrl: 'http://localhost',
    });
    const shown = vi.spyOn(console, 'log').mockImplementation(() => undefined);
    const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    expect(await run(['segments', 'refresh', '--url', `http://localhost:${busy.port}`])).toBe(0);
    expect(said).toHaveBeenCalledWith(expect.stringContaining('under way already: following run_7'));
    expect(shown).toHaveBeenCalledWith('Refresh run_7 succeeded: 3 entered, 1 left.');
    await busy.close();
  });
});
