import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import { join, dirname } from 'node:path';
import { z } from 'zod';

// aws-ses-v2-local is CommonJS without an entry for its store. This is the one place that reaches into it; the
// shapes are checked, so that a new version that differs fails here and loudly.

const require = createRequire(import.meta.url);
const isFunction = z.custom<(...args: never[]) => unknown>((value) => typeof value === 'function');

const emailSchema = z.object({
  messageId: z.string(),
  from: z.string(),
  replyTo: z.array(z.string()),
  destination: z.object({ to: z.array(z.string()), cc: z.array(z.string()), bcc: z.array(z.string()) }),
  subject: z.string(),
  body: z.object({ html: z.string().optional(), text: z.string().optional() }),
  attachments: z.array(z.unknown()),
  headers: z.array(z.object({ name: z.string(), value: z.string() })).optional(),
  at: z.number(),
});
/** A message as aws-ses-v2-local keeps it and `GET /store` shows it. */
export type SesEmail = z.infer<typeof emailSchema>;

const storeSchema = z.object({
  saveEmail: isFunction,
  getStoreReadonly: z.custom<() => { emails: SesEmail[]; templates: Map<string, unknown> }>(
    (value) => typeof value === 'function',
  ),
});
const serverSchema = z.object({
  default: z.custom<(config: { host: string; port: number }) => Promise<Server>>(
    (value) => typeof value === 'function',
  ),
});

export interface SesLocal {
  readonly server: Server;
  /** What the server itself would answer, without ours around it. */
  readonly listener: (...args: unknown[]) => void;
  /** The messages it holds in memory; shows and downloads come from here. */
  emails(): SesEmail[];
  templates(): Map<string, unknown>;
  readonly page: string;
}

/** Starts the emulator on a free port of the loopback; `save` gets every message before the sender its answer. */
export async function startSesLocal(save: (email: SesEmail) => void): Promise<SesLocal> {
  const store: unknown = require('aws-ses-v2-local/dist/store.js');
  const { getStoreReadonly } = storeSchema.parse(store);
  if (typeof store !== 'object' || store === null) throw new TypeError('aws-ses-v2-local has no store');
  Object.assign(store, { saveEmail: (email: unknown) => save(emailSchema.parse(email)) });
  const server = await serverSchema.parse(require('aws-ses-v2-local')).default({ host: '127.0.0.1', port: 0 });
  const [listener] = server.rawListeners('request');
  if (typeof listener !== 'function') throw new TypeError('aws-ses-v2-local does not answer requests');
  return {
    server,
    listener: (...args) => void Reflect.apply(listener, server, args),
    emails: () => getStoreReadonly().emails,
    templates: () => getStoreReadonly().templates,
    page: join(dirname(require.resolve('aws-ses-v2-local/package.json')), 'static', 'index.html'),
  };
}
