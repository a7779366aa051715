import type { TableNames } from '../dynamo/createTables.ts';
import { itemOf } from './item.ts';
import { keyOfItem } from './key.ts';
import { TABLE_IDS } from './schema.ts';
import { Stored, type Table } from './table.ts';
import type { Tables } from './tables.ts';
import type { Writer } from './writer.ts';

/** Items deleted in one go: a few ms. */
const AT_ONCE = 200;

/** Deletes the items that are past their time, and what the indexes hold of them. Returns how many. */
export async function sweepExpired(
  tables: Tables,
  names: TableNames,
  writer: Writer,
  clock: () => number,
): Promise<number> {
  let swept = 0;
  for (const id of TABLE_IDS) {
    const table = tables(names[id]);
    if (table.layout.ttl === undefined) continue;
    for (let found = AT_ONCE; found === AT_ONCE && !writer.closed; swept += found) {
      found = await writer.submit(() => removeExpired(table, Math.floor(clock() / 1000)));
    }
  }
  return swept;
}

function removeExpired(table: Table, before: number): number {
  const rows = table.items.expired(before, AT_ONCE);
  for (const row of rows) table.remove(keyOfItem(itemOf(row), table.layout.keys), new Stored(row));
  return rows.length;
}
