import { compileMjml } from '../../adapters/mjml/mjml.ts';
import type { Hono } from 'hono';
import { Webhook } from 'standardwebhooks';
import { createApp } from '../../functions/api/app.ts';
import { ROUTES } from '../../functions/api/routeTable.ts';
import { LOCAL_ADMIN } from '../../functions/api/identity/identifyLocal.ts';
import type { Identify } from '../../functions/api/identity/identity.ts';
import { rotate, validValues, type SecretValue } from '../../adapters/aws/secretValue.ts';
import { signerOf } from '../../adapters/node/signer.ts';
import type { Deps } from '../../app/ports/deps.ts';
import { createImportRows } from '../../functions/tasks/ImportRows.ts';
import { NotFoundError } from '../../core/shared/errors.ts';
import type { BulkRequest } from '../../app/ports/mailer.ts';
import type { RefreshTimes } from '../../app/ports/schedules.ts';
import type { Stores } from '../../app/ports/stores/stores.ts';
import { driftOfProblem, withStatedResponses } from './statedResponses.ts';

/** What JSON.parse gives: tests say what they expect of it. */
export type Json = ReturnType<typeof JSON.parse>;

/** The whole HTTP application over real stores; time, ids, secrets, blobs and mail belong to the test. */
export interface TestApp {
  readonly app: Hono;
  readonly deps: Deps;
  /** Moves the clock. */
  readonly advance: (ms: number) => void;
  readonly started: { readonly name: string; readonly execution: string; readonly input: Json }[];
  readonly sent: BulkRequest[];
  /** Schedules of the refresh, as they were applied. */
  readonly planned: RefreshTimes[];
  readonly logged: { readonly level: string; readonly message: string; readonly fields: Json }[];
  readonly call: (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>;
  /** Uploads a file and runs its import to the end. */
  readonly importFile: (kind: string, text: string, query?: string) => Promise<Json>;
  /** A signed delivery of a source. */
  readonly deliver: (source: string, secret: string, id: string, body: unknown, at?: number) => Promise<Answer>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Json;
  readonly text: string;
}

export const START = Date.UTC(2026, 1, 1, 12);

/** Whoever calls is admin, unless `identify` says otherwise. */
export function createTestApp(
  makeStores: (clock: () => number) => Stores,
  identify: (deps: Deps) => Identify = () => () => Promise.resolve(LOCAL_ADMIN),
): TestApp {
  let now = START;
  const clock = () => now;
  const started: TestApp['started'] = [];
  const sent: BulkRequest[] = [];
  const planned: RefreshTimes[] = [];
  const logged: TestApp['logged'] = [];
  let count = 0;
  const stores = makeStores(clock);
  const log = (level: string) => (fields: object, message: string) => void logged.push({ level, message, fields });
  const deps: Deps = {
    clock,
    ids: (prefix) => `${prefix}_${now.toString(36)}${String(++count).padStart(6, '0')}`,
    stores,
    mailer: {
      sendBulk: async (request) => {
        sent.push(request);
        return {
          kind: 'answered',
          results: request.entries.map((_, index) => ({ status: 'accepted', messageId: `m${sent.length}-${index}` })),
        };
      },
      quota: async () => ({ maxSendRate: 14, max24h: 50_000, sent24h: 0 }),
    },
    workflows: {
      start: async (name, execution, input) => {
        if (!started.some((each) => each.execution === execution)) started.push({ name, execution, input });
      },
      status: async (_, execution) => (started.some((each) => each.execution === execution) ? 'running' : 'unknown'),
    },
    schedules: {
      apply: async (plan) => void planned.push(plan),
      follows: async (plan) => planned.length === 0 || planned.at(-1)?.cron === plan.cron,
    },
    secrets: memorySecrets(clock),
    signer: signerOf(['a key of this test']),
    blobs: memoryBlobs(),
    compileMjml,
    inspector: {
      account: async () => ({ production: true, sending: true }),
      identity: async () => ({ verified: true, dkim: true }),
      configurationSet: async () => ({ sending: true }),
      tableIsActive: async () => true,
      tableIsRestorable: async () => true,
      answers: async () => true,
    },
    log: { debug: log('debug'), info: log('info'), warn: log('warn'), error: log('error') },
    baseUrl: async () => (await stores.settings.get()).baseUrl ?? 'http://localhost:4000',
  };
  const drifts: string[] = [];
  const app = createApp(deps, identify(deps), withStatedResponses(ROUTES, drifts));

  const request = async (path: string, init: RequestInit): Promise<Answer> => {
    const response = await app.request(path, init);
    const text = await response.text();
    const json = (response.headers.get('content-type') ?? '').includes('json');
    const body = json ? JSON.parse(text) : undefined;
    const drift = response.headers.get('content-type')?.includes('problem') === true ? driftOfProblem(body) : undefined;
    if (drift !== undefined) drifts.push(drift);
    if (drifts.length > 0) throw new Error(`an answer is not what the contract says: ${drifts.splice(0).join('; ')}`);
    return { status: response.status, headers: response.headers, text, body };
  };

  return {
    app,
    deps,
    started,
    sent,
    planned,
    logged,
    advance: (ms) => {
      now += ms;
    },
    call: (method, path, body, headers = {}) =>
      request(path, {
        method,
        headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
    async importFile(kind, text, query = '') {
      const answer = await request(`/api/v1/imports?kind=${kind}${query}`, {
        method: 'POST',
        headers: { 'content-type': 'text/csv' },
        body: text,
      });
      if (answer.status !== 202) return answer.body;
      const step = createImportRows(deps);
      while (!(await step({ importId: answer.body.id })).done);
      return (await request(`/api/v1/imports/${answer.body.id}`, {})).body;
    },
    deliver: (source, secret, id, body, at = now) => {
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      return request(`/hooks/v1/${source}`, {
        method: 'POST',
        body: text,
        headers: {
          'content-type': 'application/json',
          'webhook-id': id,
          'webhook-timestamp': String(Math.floor(at / 1000)),
          'webhook-signature': new Webhook(secret).sign(id, new Date(at), text),
        },
      });
    },
  };
}

function memorySecrets(clock: () => number): Deps['secrets'] {
  const values = new Map<string, SecretValue>();
  return {
    get: async (name) => {
      const value = values.get(name);
      return value ? validValues(value, clock()) : [];
    },
    put: async (name, next, overlapMs = 86_400_000, settleMs = 0) =>
      void values.set(name, rotate(values.get(name), next, clock(), overlapMs, settleMs)),
    remove: async (name) => void values.delete(name),
  };
}

export function memoryBlobs(): Deps['blobs'] {
  const blobs = new Map<string, Buffer>();
  return {
    async write(key, stream) {
      const parts: Uint8Array[] = [];
      for await (const chunk of stream) parts.push(chunk);
      const body = Buffer.concat(parts);
      blobs.set(key, body);
      return { bytes: body.length };
    },
    async *read(key, fromByte) {
      const body = blobs.get(key);
      if (!body) throw new NotFoundError('blob', key);
      for (let at = fromByte; at < body.length; at += 65_536) yield body.subarray(at, at + 65_536);
    },
    largestResponse: Number.POSITIVE_INFINITY,
    sizeOf: async (key) => blobs.get(key)?.length,
    uploadAddress: async (key, { contentType }) => ({
      url: `https://files.example/${key}`,
      method: 'PUT',
      headers: { 'content-type': contentType },
      expiresAt: START + 900_000,
    }),
    downloadAddress: async (key) => `https://files.example/${key}`,
  };
}
