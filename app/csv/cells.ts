import type { AttributeValue } from '../../core/customers/customer.ts';
import { exactValue } from './exactCell.ts';
import type { Cell } from './cell.ts';

/**
 * An id as text. Ids stay as given ("0042"), except that a float which is a whole number ("17850.0", how a
 * spreadsheet or a data frame writes an integer column with gaps) loses its ".0". An exact cell (`json:"17850.0"`) is
 * taken to the letter.
 */
export function idOf(cell: Cell | undefined): string {
  const exact = exactValue(cell);
  if (typeof exact === 'string') return exact;
  const text = textOf(cell);
  return /^\d+\.0+$/.test(text) ? text.slice(0, text.indexOf('.')) : text;
}

/** A cell as plain text; the apostrophe of a formula-safe export is taken off. */
export function textOf(cell: Cell | undefined): string {
  return cell === undefined ? '' : unguard(String(cell).trim());
}

const NUMBER = /^-?(0|[1-9]\d{0,14})(\.\d{1,9})?$/;
const BOOLEANS = new Map([
  ['true', true],
  ['false', false],
]);

/**
 * The value of an attribute column. Numbers and booleans are typed; what only looks like a number (leading zero,
 * leading plus, too many digits: postcodes, phone numbers, card numbers) stays text; dates are ISO text, which is
 * how rules compare them. In a column named `tags`, "a;b" is a list. Formula-safe exports put an apostrophe
 * before = + - @: it is taken off again, and an exact cell (see exactCell.ts) is what its JSON says.
 */
export function attributeOf(column: string, cell: Cell): AttributeValue {
  if (typeof cell !== 'string') return cell;
  const exact = exactValue(cell);
  if (exact !== undefined) return exact;
  if (column === 'tags')
    return cell
      .split(';')
      .map((tag) => tag.trim())
      .filter((tag) => tag !== '');
  const text = unguard(cell);
  if (NUMBER.test(text)) return Number(text);
  return BOOLEANS.get(text.toLowerCase()) ?? text;
}

/** `true`, `false` or empty (no statement); anything else is undefined. */
export function consentOf(cell: Cell | undefined): boolean | 'none' | undefined {
  if (cell === undefined) return 'none';
  return typeof cell === 'boolean' ? cell : BOOLEANS.get(textOf(cell).toLowerCase());
}

const FORMULA = /^[=+\-@\t\r\n]/;

/** Makes a cell harmless in a spreadsheet: what could start a formula is given an apostrophe (CSV injection). */
export function guard(text: string): string {
  return FORMULA.test(text) || /^'+[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
}

/** The inverse of `guard`. */
function unguard(text: string): string {
  return /^'+[=+\-@\t\r\n]/.test(text) ? text.slice(1) : text;
}

/** A cell of a CSV file, always quoted. */
export function csvCell(text: string): string {
  return `"${guard(text).replaceAll('"', '""')}"`;
}
