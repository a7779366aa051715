import { guard } from './cells.ts';

/** Columns of a customers file that are not attributes. */
export const OWN_COLUMNS: ReadonlySet<string> = new Set([
  'customer_id',
  'email',
  'language',
  'time_zone',
  'consent_email',
]);

const MARK = 'attribute:';

/** The attribute that a column holds: `attribute:NAME` (percent-encoded) says it exactly, any other is its own name. */
export function attributeNameOf(column: string): string {
  if (!column.startsWith(MARK)) return column;
  try {
    return decodeURIComponent(column.slice(MARK.length));
  } catch {
    return column;
  }
}

/** The column to write an attribute to, such that reading finds the same name, and no spreadsheet a formula. */
export function columnOfAttribute(name: string): string {
  const plain =
    !OWN_COLUMNS.has(name) &&
    !name.startsWith(MARK) &&
    name === name.trim() &&
    name === guard(name) &&
    name.isWellFormed() &&
    !name.includes('\ufffd');
  return plain ? name : MARK + encodeURIComponent(name.toWellFormed());
}
