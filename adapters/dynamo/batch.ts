import { UnavailableError } from '../../core/shared/errors.ts';
import type { TableId } from '../../names.ts';
import { MAX_TRIES } from './backoff.ts';
import { isObject } from './json.ts';
import type { Database } from './database.ts';
import { isItems } from './items.ts';
import type { StoredItem } from '../../app/ports/stores/records.ts';

const MAX_GETS = 100;
const MAX_WRITES = 25;
const PARALLEL = 8;

/** Reads any number of items by key, strongly consistent, in no order. Keys must differ. */
export async function batchGet(database: Database, table: TableId, keys: readonly StoredItem[]): Promise<StoredItem[]> {
  const found: StoredItem[] = [];
  await inParallel(slices(keys, MAX_GETS), PARALLEL, async (slice) => {
    const name = database.tables[table];
    await untilProcessed(database, slice, async (rest) => {
      const answer = await database.call('BatchGetItem', {
        RequestItems: { [name]: { Keys: rest, ConsistentRead: true } },
      });
      const items = isObject(answer['Responses']) ? answer['Responses'][name] : undefined;
      if (isItems(items)) found.push(...items);
      const left = isObject(answer['UnprocessedKeys']) ? answer['UnprocessedKeys'][name] : undefined;
      return isObject(left) && isItems(left['Keys']) ? left['Keys'] : [];
    });
  });
  return found;
}

/** Puts any number of items, unconditionally. Keys must differ. */
export function batchPut(database: Database, table: TableId, items: readonly StoredItem[]): Promise<void> {
  return batchWrite(
    database,
    table,
    items.map((Item) => ({ PutRequest: { Item } })),
  );
}

/** Deletes any number of items by key. Keys must differ. */
export function batchDelete(database: Database, table: TableId, keys: readonly StoredItem[]): Promise<void> {
  return batchWrite(
    database,
    table,
    keys.map((Key) => ({ DeleteRequest: { Key } })),
  );
}

async function batchWrite(database: Database, table: TableId, requests: readonly object[]): Promise<void> {
  const name = database.tables[table];
  await inParallel(slices(requests, MAX_WRITES), PARALLEL, (slice) =>
    untilProcessed(database, slice, async (rest) => {
      const answer = await database.call('BatchWriteItem', { RequestItems: { [name]: rest } });
      const left: unknown = isObject(answer['UnprocessedItems']) ? answer['UnprocessedItems'][name] : undefined;
      return Array.isArray(left) ? left.filter(isObject) : [];
    }),
  );
}

/** Repeats what DynamoDB left undone. An attempt that did a part counts as progress, not as a failure. */
async function untilProcessed<T>(
  database: Database,
  requests: readonly T[],
  attempt: (rest: readonly T[]) => Promise<readonly T[]>,
): Promise<void> {
  let rest = requests;
  let failures = 0;
  while (rest.length > 0) {
    const left = await attempt(rest);
    if (left.length === 0) return;
    failures = left.length < rest.length ? 0 : failures + 1;
    if (failures >= MAX_TRIES) throw new UnavailableError('the database is throttled');
    rest = left;
    await database.backoff(failures);
  }
}

function slices<T>(list: readonly T[], size: number): (readonly T[])[] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, index) =>
    list.slice(index * size, (index + 1) * size),
  );
}

/** Works on all, at most `width` at a time. The first failure ends it once those under way have ended. */
export async function inParallel<T>(
  list: readonly T[],
  width: number,
  work: (entry: T) => Promise<unknown>,
): Promise<void> {
  const queue = list.values();
  let failed = false;
  const worker = async (): Promise<void> => {
    for (const entry of queue) {
      if (failed) return;
      try {
        await work(entry);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: Math.min(width, list.length) }, worker));
  const failure = ends.find((end) => end.status === 'rejected');
  if (failure) throw failure.reason;
}
