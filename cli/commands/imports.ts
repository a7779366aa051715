import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { Readable } from 'node:stream';
import { z } from 'zod';
import type { Command, Context } from '../command.ts';
import { UsageError } from '../errors.ts';
import { poll } from '../poll.ts';
import { table } from '../table.ts';

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
  let sent = 0;
  const source = createReadStream(file).on('data', (chunk) => {
    sent += chunk.length;
    bar.update(sent, info.size);
  });
  const contentType = ndjson ? 'application/x-ndjson' : 'text/csv';
  const body = Readable.toWeb(source);
  const { id } = await context.client.upload(
    `/api/v1/imports?${query.toString()}`,
    contentType,
    body,
    z.object({ id: z.string() }),
  );
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
