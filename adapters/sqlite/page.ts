import { itemOf } from './item.ts';
import { column, keyAttributes, type RowKey } from './key.ts';
import { invalid } from './refuse.ts';
import type { Range, Relation } from './relation.ts';
import type { Layout } from './schema.ts';
import type { Item } from './value.ts';

const MAX_BYTES = 1024 * 1024;
/** Rows fetched at once: a guess of what fills a page, without fetching much that does not fit. */
const MOST_ROWS = 2_000;
const USUAL_BYTES = 700;

/** One page of a query or a scan. */
export interface ItemPage {
  readonly items: readonly Item[];
  /** Bytes of all items together. */
  readonly size: number;
  /** Where to go on: the last item's place. Absent at the end. */
  readonly last?: Item;
}

/** Items of a range after `start`, until 1 MB or `limit` of them are read. */
export function readPage(
  relation: Relation,
  range: Range & { readonly fixed: number; readonly start?: RowKey | undefined },
  limit: number,
): ItemPage {
  const { keys } = relation.layout;
  const items: Item[] = [];
  let size = 0;
  let after = range.start;
  for (;;) {
    const left = MAX_BYTES - size;
    const usual = items.length > 0 ? size / items.length : USUAL_BYTES;
    const wanted = Math.min(limit - items.length, MOST_ROWS, 8 + Math.ceil(left / usual));
    const rows = relation.read(after ? beyond(range, keys.length, after) : range, wanted);
    for (const row of rows) {
      items.push(itemOf(row));
      size += row.size;
      if (size >= MAX_BYTES) break;
    }
    const last = items.at(-1);
    const full = size >= MAX_BYTES || items.length === limit;
    if (last && full) return { items, size, last: keyAttributes(last, keys) };
    if (!last || rows.length < wanted) return { items, size };
    after = keys.map((part, index) => column(part, last[part.name] ?? { S: '' }, index));
  }
}

/** The key to start after. Throws ValidationException unless it has every part, and no others. */
export function startKey(start: Item | undefined, { keys }: Layout): RowKey | undefined {
  if (start === undefined) return undefined;
  const isWhole = Object.keys(start).length === keys.length;
  return keys.map((part, index) => {
    const value = start[part.name];
    if (!isWhole || value === undefined || !(part.type in value)) throw invalid('The provided starting key is invalid');
    return column(part, value, index);
  });
}

/** The rest of a range: parts of the key that the range fixes are the same in all of it. */
function beyond(range: Range & { readonly fixed: number }, parts: number, after: RowKey): Range {
  const columns = Array.from({ length: parts - range.fixed }, (_, index) => `k${index + range.fixed}`);
  const marks = columns.map(() => '?').join(', ');
  const sql = `(${columns.join(', ')}) ${range.newestFirst ? '<' : '>'} (${marks})`;
  return { ...range, conditions: [...range.conditions, [sql, ...after.slice(range.fixed)]] };
}
