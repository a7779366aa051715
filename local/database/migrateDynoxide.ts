import { existsSync, renameSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { Call } from '../../adapters/dynamo/call.ts';
import { openSqlite } from '../../adapters/sqlite/engine.ts';
import { TABLES } from '../../names.ts';

const AT_ONCE = 500;
/** What a batch may hold. */
const BATCH = 25;
const SAID_EVERY = 20_000;
const COMPANIONS = ['', '-wal', '-shm'];

/**
 * Moves the data of the engine before this one (dynoxide) into the file. It kept items as DynamoDB's JSON in a SQLite
 * file of its own, so its program is not needed. The new file takes its name when everything is in it, and the old one
 * is kept beside it; whatever breaks off before that is begun anew at the next start.
 */
export async function migrateDynoxide(former: string, file: string, say: (line: string) => void): Promise<void> {
  const unfinished = `${file}.new`;
  const kept = `${former}.kept`;
  for (const end of COMPANIONS) rmSync(unfinished + end, { force: true });
  say(`Moving the data of the last version into ${file} ...`);
  const from = new DatabaseSync(former);
  const to = openSqlite({ file: unfinished, tables: TABLES, clock: Date.now });
  try {
    for (const table of Object.values(TABLES)) {
      const moved = await moveTable(from, to.call, table, say);
      say(`  ${table}: ${moved.toLocaleString('en')} items`);
    }
  } finally {
    from.close();
    to.close();
  }
  renameSync(unfinished, file);
  for (const end of COMPANIONS) if (existsSync(former + end)) renameSync(former + end, kept + end);
  say(`Done. The data as it was is kept in ${kept}; delete it when you miss nothing.`);
}

/** Returns how many items that were. Throws where not all of them arrived. */
async function moveTable(from: DatabaseSync, call: Call, table: string, say: (line: string) => void): Promise<number> {
  const rows = from.prepare(`SELECT item_json FROM "${table}"`).iterate();
  let moved = 0;
  for (let items = take(rows, AT_ONCE); items.length > 0; items = take(rows, AT_ONCE)) {
    await Promise.all(
      batches(items).map((batch) =>
        call('BatchWriteItem', { RequestItems: { [table]: batch.map((Item) => ({ PutRequest: { Item } })) } }),
      ),
    );
    moved += items.length;
    if (moved % SAID_EVERY === 0) say(`  ${table}: ${moved.toLocaleString('en')} items so far`);
  }
  const there = Number(from.prepare(`SELECT count(*) AS count FROM "${table}"`).get()?.['count']);
  if (there !== moved) throw new Error(`${table}: ${moved} of ${there} items were moved`);
  return moved;
}

function take(rows: Iterator<Record<string, unknown>, undefined>, most: number): unknown[] {
  const items: unknown[] = [];
  while (items.length < most) {
    const row = rows.next().value;
    if (!row) break;
    items.push(JSON.parse(String(row['item_json'])));
  }
  return items;
}

function batches<T>(list: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(list.length / BATCH) }, (_, index) =>
    list.slice(index * BATCH, (index + 1) * BATCH),
  );
}
