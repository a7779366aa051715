import { splitCsv } from './parseRow.ts';
import type { ImportKind } from '../../core/imports/import.ts';

const MAX_COLUMNS = 1000;

const REQUIRED: Readonly<Record<ImportKind, readonly string[]>> = {
  customers: ['customer_id'],
  orders: ['order_id', 'customer_id', 'placed_at', 'amount', 'currency'],
  assignments: ['campaign', 'customer_id', 'arm', 'sent_at'],
};

export type Header =
  | { readonly columns: readonly string[]; readonly reason?: undefined }
  | { readonly columns?: undefined; readonly reason: string };

/**
 * Column names of a CSV header row, lower-cased and trimmed for the known ones, as given for attributes.
 * Without a usable header no row can be understood, so an issue here fails the whole import.
 */
export function readHeader(text: string, kind: ImportKind): Header {
  if (text.includes('\u0000'))
    return { reason: 'the header row contains NUL characters: is the file UTF-16? Save it as UTF-8' };
  if (text.includes('\ufffd')) return { reason: 'the header row is not valid UTF-8' };
  const split = splitCsv(text.replace(/^\ufeff/, ''));
  if ('reason' in split) return { reason: `the header row: ${split.reason}` };
  if (split.cells.length > MAX_COLUMNS) return { reason: `more than ${MAX_COLUMNS} columns` };
  const columns = split.cells.map((cell) => cell.trim());
  if (columns.includes('')) return { reason: `column ${columns.indexOf('') + 1} has no name` };
  const twice = columns.find((column, index) => columns.indexOf(column) !== index);
  if (twice !== undefined) return { reason: `column ${twice} appears twice` };
  const missing = REQUIRED[kind].filter((column) => !columns.includes(column));
  if (missing.length > 0) {
    return {
      reason: `missing column${missing.length > 1 ? 's' : ''} ${missing.join(', ')}; the header has ${columns.join(', ').slice(0, 300)}`,
    };
  }
  return { columns };
}

/** Recognises UTF-16 by its byte order mark. */
export function isUtf16(bytes: Uint8Array): boolean {
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
}
