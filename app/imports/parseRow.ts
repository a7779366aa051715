import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import type { Cell } from '../csv/cell.ts';

/** One row by column name. Empty cells and JSON nulls are left out. */
export type Row = ReadonlyMap<string, Cell>;

export type ParsedRow =
  { readonly row: Row; readonly reason?: undefined } | { readonly row?: undefined; readonly reason: string };

/** Text that can be no cell of any kind, and why. */
function textProblem(text: string): string | undefined {
  if (text.includes('\u0000')) return 'contains a NUL character';
  if (text.includes('\ufffd')) return 'is not valid UTF-8';
  return undefined;
}

const cellsSchema = z.array(z.array(z.string()));

/** The cells of one CSV row. The library is asked only where there are quotation marks: most rows have none. */
export function splitCsv(text: string): { cells: readonly string[] } | { reason: string } {
  if (!text.includes('"')) return { cells: text.split(',') };
  try {
    const [cells = []] = cellsSchema.parse(parse(text, { relax_column_count: true, max_record_size: 0 }));
    return { cells };
  } catch {
    return { reason: 'quotation marks are not as RFC 4180 has them: double a mark inside a quoted cell' };
  }
}

/** Reads one CSV row against the header. */
export function parseCsvRow(text: string, columns: readonly string[]): ParsedRow {
  const problem = textProblem(text);
  if (problem) return { reason: problem };
  const split = splitCsv(text);
  if ('reason' in split) return split;
  if (split.cells.length !== columns.length) {
    return { reason: `has ${split.cells.length} cells where the header has ${columns.length}` };
  }
  const row = new Map<string, Cell>();
  for (const [index, column] of columns.entries()) {
    const cell = split.cells[index] ?? '';
    if (cell !== '') row.set(column, cell);
  }
  return { row };
}

const ndjsonSchema = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()]),
);

/** Reads one NDJSON row: an object of strings, numbers, booleans, lists of strings or nulls. */
export function parseNdjsonRow(text: string): ParsedRow {
  const problem = textProblem(text);
  if (problem) return { reason: problem };
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    return { reason: 'is not a JSON object' };
  }
  const parsed = ndjsonSchema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const path = issue?.path.join('.') ?? '';
    return {
      reason: path === '' ? 'is not a JSON object' : `${path} must be text, a number, true, false or a list of texts`,
    };
  }
  const row = new Map<string, Cell>();
  for (const [name, cell] of Object.entries(parsed.data)) if (cell !== null && cell !== '') row.set(name, cell);
  return { row };
}
