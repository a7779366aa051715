import { isItem } from './request.ts';
import type { Row } from './relation.ts';
import { invalid } from './refuse.ts';
import { sizeOfItem, type Item } from './value.ts';

const MAX_BYTES = 400 * 1024;

/** The item in a row. */
export function itemOf(row: Row): Item {
  const item: unknown = JSON.parse(row.text);
  return isItem(item) ? item : {};
}

/** A normalised item as a row. Throws ValidationException over 400 KB, names included. */
export function rowOf(item: Item, what = 'Item size'): Row {
  const size = sizeOfItem(item);
  if (size > MAX_BYTES) throw invalid(`${what} has exceeded the maximum allowed size`);
  return { size, text: JSON.stringify(item) };
}
