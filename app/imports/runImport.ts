import { z } from 'zod';
import type { Deps } from '../ports/deps.ts';
import { isUtf16, readHeader } from './header.ts';
import { importBatch } from './importBatch.ts';
import { parseCsvRow, parseNdjsonRow, type Row } from './parseRow.ts';
import { readRecords, type RawRecord } from './readRecords.ts';
import { reject, type Numbered, type Rejection } from './rejection.ts';
import type { Import } from '../../core/imports/import.ts';
import type { Versioned } from '../ports/stores/records.ts';

type Dependencies = Pick<Deps, 'stores' | 'clock' | 'ids' | 'signer' | 'blobs'>;

/** Rows a batch: its orders and customers are four batch reads each and a handful of transactions. */
const BATCH_ROWS = 400;
/** A rejected row is kept as it was sent, so far. */
const KEPT_LINE = 8_000;

const stateSchema = z.object({ columns: z.array(z.string()) });

/** Why no row of the file can be read. */
class FileFault extends Error {}

interface Batch {
  readonly rows: Numbered<Row>[];
  readonly rejected: Rejection[];
}

/** How far a file was read: behind this byte, this many data rows. */
interface Position {
  readonly byte: number;
  readonly row: number;
}

/**
 * Works on an import until it is over (true) or `deadline` (epoch ms) has passed (false). Batches are written one
 * after the other, because rows of one customer may lie in several; while one is written the next is read and parsed.
 */
export async function runImport(deps: Dependencies, record: Versioned<Import>, deadline: number): Promise<boolean> {
  const { stores } = deps;
  let current = record;
  const start = record.checkpoint?.byte ?? 0;
  let row = record.checkpoint?.row ?? 0;
  let columns = columnsOf(record.checkpoint?.state);
  let end = start;
  let batch: Batch = { rows: [], rejected: [] };
  let saving = Promise.resolve();

  const save = async ({ rows, rejected: unread }: Batch, { byte, row }: Position, over: boolean) => {
    const rejected = [...unread, ...(await importBatch(deps, current, rows))];
    await stores.imports.putRejected(
      current.id,
      rejected.map((each) => ({ ...each, line: each.line.slice(0, KEPT_LINE) })),
    );
    const next: Import = {
      ...current,
      rows: row,
      rejected: current.rejected + rejected.length,
      accepted: row - current.rejected - rejected.length,
      checkpoint: { byte, row, state: JSON.stringify({ columns }) },
      ...(over && { status: 'done', finishedAt: deps.clock() }),
    };
    current = await stores.imports.update(next, current.version);
  };

  try {
    const chunks = checked(deps.blobs.read(record.blob, start), start);
    for await (const records of readRecords(chunks, start, { quotes: record.format === 'csv' })) {
      for (const raw of records) {
        end = raw.end;
        if (raw.text?.trim() === '') continue;
        if (record.format === 'csv' && columns.length === 0) {
          columns = headerOf(raw, record);
          continue;
        }
        row++;
        take(batch, raw, row, record.format, columns);
        if (batch.rows.length + batch.rejected.length < BATCH_ROWS) continue;
        await saving;
        saving = save(batch, { byte: end, row }, false);
        saving.catch(() => undefined); // thrown where it is awaited
        batch = { rows: [], rejected: [] };
        if (deps.clock() < deadline) continue;
        await saving;
        return false;
      }
    }
    if (record.format === 'csv' && columns.length === 0)
      throw new FileFault('the file is empty: a header row is needed');
  } catch (error) {
    await saving; // who tries again must not meet a batch that is still being written
    if (!(error instanceof FileFault)) throw error;
    await stores.imports.update(
      { ...current, status: 'failed', failure: error.message, finishedAt: deps.clock() },
      current.version,
    );
    return true;
  }
  await saving;
  await save(batch, { byte: end, row }, true);
  return true;
}

function take(batch: Batch, raw: RawRecord, row: number, format: Import['format'], columns: readonly string[]): void {
  if (raw.fault !== undefined) {
    batch.rejected.push(reject({ row, line: '' }, [{ path: 'row', reason: raw.fault }]));
    return;
  }
  const parsed = format === 'csv' ? parseCsvRow(raw.text, columns) : parseNdjsonRow(raw.text);
  if (parsed.row) batch.rows.push({ row, line: raw.text, value: parsed.row });
  else batch.rejected.push(reject({ row, line: raw.text }, [{ path: 'row', reason: parsed.reason }]));
}

function headerOf(raw: RawRecord, { kind }: Import): string[] {
  if (raw.fault !== undefined) throw new FileFault(`the header row: ${raw.fault}`);
  const header = readHeader(raw.text, kind);
  if (!header.columns) throw new FileFault(header.reason);
  return [...header.columns];
}

function columnsOf(state: string | undefined): string[] {
  return state === undefined ? [] : stateSchema.parse(JSON.parse(state)).columns;
}

/** Looks at the first bytes: UTF-16 read as UTF-8 would give nonsense row by row. */
async function* checked(chunks: AsyncIterable<Uint8Array>, start: number): AsyncGenerator<Uint8Array> {
  let first = start === 0;
  for await (const chunk of chunks) {
    if (first && isUtf16(chunk)) throw new FileFault('the file is UTF-16: save it as UTF-8');
    first = false;
    yield chunk;
  }
}
