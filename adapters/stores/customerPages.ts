import { z } from 'zod';
import { CREATION_SHARDS, bucketKey, creationShard } from '../../core/customers/codec.ts';
import type { StoredCustomer } from '../../core/customers/storedItem.ts';
import { INDEXES } from '../../names.ts';
import { cursorPosition } from '../../app/ports/stores/cursor.ts';
import { encodeCursor } from '../../contract/cursor.ts';
import type { Database } from '../dynamo/database.ts';
import { padded } from '../dynamo/documents.ts';
import { queryAll, queryPage, scanPages, type ItemPage } from '../dynamo/query.ts';
import type { CustomerPage, CustomerPosition, CustomerStore } from '../../app/ports/stores/customers.ts';

/** How many partitions are asked for ahead: small ones cost a round trip each, large ones 1 MB of memory. */
const AHEAD = 4;

type Paging = Pick<CustomerStore, 'pages' | 'between' | 'scanPages' | 'newest'>;

interface Reading {
  readonly consistent?: boolean;
  readonly fields?: readonly string[] | undefined;
}

/** The walks over many customers. Items stay as stored: one JSON.parse a page and nothing more. */
export function createCustomerPaging(database: Database): Paging {
  const readBucket = (bucket: number, after: string | undefined, how: Reading): Promise<ItemPage> =>
    queryPage(database, {
      ...how,
      table: 'customers',
      partition: { name: 'b', value: padded(bucket, 3) },
      startKey: after === undefined ? undefined : { b: { S: padded(bucket, 3) }, id: { S: after } },
    });

  return {
    async *pages({ from, to }, { after, ...how } = {}) {
      const first = Math.max(from, after?.bucket ?? from);
      const begun = new Map<number, Promise<ItemPage>>();
      for (let bucket = first; bucket < to; bucket++) {
        for (let ahead = bucket; ahead < Math.min(to, bucket + AHEAD); ahead++) {
          if (!begun.has(ahead)) begun.set(ahead, quiet(readBucket(ahead, startOf(ahead, after), how)));
        }
        let coming = begun.get(bucket);
        begun.delete(bucket);
        while (coming) {
          const page: ItemPage = await coming;
          const last = page.lastKey && textOf(page.lastKey, 'id');
          coming = last === undefined ? undefined : quiet(readBucket(bucket, last, how));
          const seen = toPage(bucket, page.items);
          if (seen) yield seen;
        }
      }
    },
    between: (bucket, from, to) =>
      queryAll(database, {
        table: 'customers',
        partition: { name: 'b', value: padded(bucket, 3) },
        sort: { name: 'id', from: { S: from }, to: { S: to } },
      }),
    scanPages: (part) => scanPages(database, 'customers', part),
    newest: (limit, cursor) => newest(database, limit, cursor),
  };
}

function startOf(bucket: number, after: CustomerPosition | undefined): string | undefined {
  return after?.bucket === bucket ? after.id : undefined;
}

function toPage(bucket: number, items: readonly StoredCustomer[]): CustomerPage | undefined {
  const last = items.at(-1);
  return last && { items, last: { bucket, id: textOf(last, 'id') } };
}

/** A failure is thrown when its page is asked for; a consumer that stops early never asks for it. */
function quiet<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}

function textOf(item: StoredCustomer, name: string): string {
  const value = item[name];
  return value && 'S' in value ? value.S : '';
}

function numberOf(item: StoredCustomer, name: string): number {
  const value = item[name];
  return value && 'N' in value ? Number(value.N) : 0;
}

/** The last customer taken from each partition of the index: within one, equal times have an order only DynamoDB knows. */
type NewestPosition = readonly (readonly [createdAt: number, id: string] | null)[];

const positionSchema = z.array(z.tuple([z.number(), z.string().min(1)]).nullable()).length(CREATION_SHARDS);

async function newest(
  database: Database,
  limit: number,
  cursor: string | undefined,
): Promise<{ ids: string[]; next?: string }> {
  const start: NewestPosition = cursorPosition(cursor, positionSchema) ?? Array<null>(CREATION_SHARDS).fill(null);
  const shards = await Promise.all(start.map((position, shard) => readCreated(database, shard, position, limit + 1)));
  const taken = shards.map(() => 0);
  const position = [...start];
  const ids: string[] = [];
  for (;;) {
    let best = -1;
    let bestAt = -Infinity;
    for (const [shard, items] of shards.entries()) {
      const head = items[taken[shard] ?? 0];
      if (head && head.at > bestAt) [best, bestAt] = [shard, head.at];
    }
    const head = shards[best]?.[taken[best] ?? 0];
    if (!head) return { ids };
    if (ids.length === limit) return { ids, next: encodeCursor(position) };
    ids.push(head.id);
    position[best] = [head.at, head.id];
    taken[best] = (taken[best] ?? 0) + 1;
  }
}

async function readCreated(
  database: Database,
  shard: number,
  position: NewestPosition[number],
  limit: number,
): Promise<{ at: number; id: string }[]> {
  const cs = { S: padded(shard, 2) };
  const startKey = position && {
    cs,
    ca: { N: String(position[0]) },
    b: { S: bucketKey(position[1]) },
    id: { S: position[1] },
  };
  if (position && creationShard(position[1]) !== cs.S) return [];
  const { items } = await queryPage(database, {
    table: 'customers',
    index: INDEXES.customersByCreation,
    partition: { name: 'cs', value: cs.S },
    newestFirst: true,
    limit,
    startKey: startKey ?? undefined,
  });
  return items.map((item) => ({ at: numberOf(item, 'ca'), id: textOf(item, 'id') }));
}
