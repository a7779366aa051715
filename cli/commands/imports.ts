import { stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { CSV, NDJSON } from '../../contract/files.ts';
import {
  importSchema,
  startedImportSchema,
  type ImportResponse,
  type ImportKindResponse,
} from '../../contract/imports.ts';
import { paths, withQuery } from '../../contract/paths.ts';
import { uploadSchema } from '../../contract/uploads.ts';
import type { Client } from '../client.ts';
import type { Command, Context } from '../command.ts';
import { UsageError } from '../errors.ts';
import { importPace, type Reading } from '../importPace.ts';
import { poll } from '../poll.ts';
import { fileStream, sendFile } from '../sendFile.ts';
import { table } from '../table.ts';

/** A deployed API takes requests of 6 MB. */
const LARGE = 5_000_000;

async function importFile(context: Context, kind: ImportKindResponse): Promise<void> {
  const [file = ''] = context.words;
  const info = await stat(file).catch(() => undefined);
  if (!info?.isFile()) throw new UsageError(`There is no file ${file}`);
  const ndjson = ['.ndjson', '.jsonl'].includes(extname(file).toLowerCase());
  const bar = context.progress(`Uploading ${kind}`);
  const body = fileStream(file, (sent) => {
    bar.update(sent, info.size);
  });
  const contentType = ndjson ? NDJSON : CSV;
  const { id } = await start(context.client, { kind, options: context.options, contentType, bytes: info.size, body });
  bar.end();
  const reading = context.progress(`Importing ${kind}`);
  let first: Reading | undefined;
  const end = await poll(
    () => context.client.get(paths.import(id), importSchema),
    ({ status, rows, bytesDone = 0, bytes = 0 }) => {
      const now = { at: performance.now(), rows, bytesDone, bytes };
      first ??= now;
      reading.update(bytesDone, bytes, importPace(first, now));
      return status !== 'running';
    },
  );
  reading.end();
  context.show(end, () => describe(end));
  if (end.status === 'failed') process.exitCode = 1;
}

interface Sending {
  readonly kind: ImportKindResponse;
  readonly options: Readonly<Record<string, string>>;
  readonly contentType: string;
  readonly bytes: number;
  readonly body: ReadableStream;
}

/** Starts an import: a small file goes with the request, a large one to an address of its own first. */
async function start(client: Client, { kind, options, contentType, bytes, body }: Sending): Promise<{ id: string }> {
  const query = { kind, ...options };
  if (bytes < LARGE) return client.upload(withQuery(paths.imports, query), contentType, body, startedImportSchema);
  const address = await client.post(paths.uploads, { kind, contentType, bytes }, uploadSchema);
  await sendFile(address, body);
  return client.post(withQuery(paths.imports, { ...query, upload: address.id }), undefined, startedImportSchema);
}

function describe(end: ImportResponse): string {
  const head = `Import ${end.id} ${end.status}: ${end.rows} rows, ${end.accepted} accepted, ${end.rejected} rejected.`;
  if (end.errors.length === 0) return head;
  const rows = end.errors.slice(0, 20).map(({ row, field, reason }) => [String(row), field, reason]);
  return `${head}\n\n${table(['row', 'field', 'reason'], rows)}`;
}

const command = (kind: ImportKindResponse, options: Record<string, string>): Command => ({
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
