import { stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { z } from 'zod';
import type { Client } from '../client.ts';
import type { Command, Context } from '../command.ts';
import { UsageError } from '../errors.ts';
import { poll } from '../poll.ts';
import { fileStream, sendFile, uploadAddress } from '../sendFile.ts';
import { table } from '../table.ts';

/** A deployed API takes requests of 6 MB. */
const LARGE = 5_000_000;

const started = z.object({ id: z.string() });

const state = z.looseObject({
  status: z.enum(['running', 'done', 'failed']),
  rows: z.number(),
  accepted: z.number(),
  rejected: z.number(),
  errors: z.array(z.object({ row: z.number(), field: z.string(), reason: z.string() })),
});

async function importFile(context: Context, kind: string): Promise<void> {
  const [file = ''] = context.words;
  const info = await stat(file).catch(() => undefined);
  if (!info?.isFile()) throw new UsageError(`There is no file ${file}`);
  const ndjson = ['.ndjson', '.jsonl'].includes(extname(file).toLowerCase());
  const query = new URLSearchParams({ kind, ...context.options });
  const bar = context.progress(`Uploading ${kind}`);
  const body = fileStream(file, (sent) => {
    bar.update(sent, info.size);
  });
  const contentType = ndjson ? 'application/x-ndjson' : 'text/csv';
  const { id } = await start(context.client, { query, contentType, bytes: info.size, body });
  bar.end();
  const reading = context.progress(`Importing ${kind}`);
  const end = await poll(
    () => context.client.get(`/api/v1/imports/${id}`, state),
    (now) => {
      reading.update(0, 0, `${now.rows.toLocaleString('en')} rows`);
      return now.status !== 'running';
    },
  );
  reading.end();
  context.show({ id, ...end }, () => describe(id, end));
  if (end.status === 'failed') process.exitCode = 1;
}

interface Sending {
  readonly query: URLSearchParams;
  readonly contentType: string;
  readonly bytes: number;
  readonly body: ReadableStream;
}

/** Starts an import: a small file goes with the request, a large one to an address of its own first. */
async function start(client: Client, { query, contentType, bytes, body }: Sending): Promise<{ id: string }> {
  const path = () => `/api/v1/imports?${query.toString()}`;
  if (bytes < LARGE) return client.upload(path(), contentType, body, started);
  const wanted = { kind: query.get('kind'), contentType, bytes };
  const address = await client.post('/api/v1/uploads', wanted, uploadAddress);
  await sendFile(address, body);
  query.set('upload', address.id);
  return client.post(path(), undefined, started);
}

function describe(id: string, end: z.infer<typeof state>): string {
  const head = `Import ${id} ${end.status}: ${end.rows} rows, ${end.accepted} accepted, ${end.rejected} rejected.`;
  if (end.errors.length === 0) return head;
  const rows = end.errors.slice(0, 20).map(({ row, field, reason }) => [String(row), field, reason]);
  return `${head}\n\n${table(['row', 'field', 'reason'], rows)}`;
}

const command = (kind: string, options: Record<string, string>): Command => ({
  name: `import ${kind}`,
  words: ['FILE'],
  options,
  summary: `Import ${kind} from a CSV or NDJSON file; importing it again changes nothing`,
  run: (context) => importFile(context, kind),
});

export const importCommands: readonly Command[] = [
  command('customers', {}),
  command('orders', { createCustomers: '"true" takes orders of unknown customers' }),
  command('assignments', { windowDays: 'conversion window of the measured campaign' }),
];
