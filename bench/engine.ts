import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Call } from '../adapters/dynamo/call.ts';
import { openSqlite } from '../adapters/sqlite/engine.ts';
import { TABLES } from '../names.ts';
import { createCall } from '../adapters/dynamo/call.ts';
import { createDynamoClient } from '../adapters/dynamo/client.ts';
import { createTables } from '../adapters/dynamo/createTables.ts';
import { startDynoxide } from '../tests/support/dynoxide.ts';
import { printTable } from './table.ts';

const CUSTOMERS = 50_000;
const BUCKETS = 256;

const bucketOf = (index: number) => String((index * 7919) % BUCKETS).padStart(3, '0');
const keyOf = (index: number) => ({ b: { S: bucketOf(index) }, id: { S: `customer-${index}` } });

/** About 1 KB, with the indexes that customers have. */
const customer = (index: number, version: number) => ({
  ...keyOf(index),
  v: { N: String(version) },
  em: { S: `customer-${index}@shop.example` },
  cs: { S: String(index % 16).padStart(2, '0') },
  ca: { N: String(1_700_000_000_000 + index) },
  at: {
    M: Object.fromEntries(Array.from({ length: 12 }, (_, n) => [`attribute${n}`, { S: `value ${(index * n) % 97}` }])),
  },
  or: { M: { EUR: { M: { n: { N: '5' }, g: { N: '123456' }, d: { S: 'x'.repeat(300) } } } } },
});

const conditionalPut = (call: Call, index: number, version: number) =>
  call('PutItem', {
    TableName: TABLES.customers,
    Item: customer(index, version + 1),
    ...(version === 0
      ? { ConditionExpression: 'attribute_not_exists(id)' }
      : {
          ConditionExpression: '#v = :v',
          ExpressionAttributeNames: { '#v': 'v' },
          ExpressionAttributeValues: { ':v': { N: String(version) } },
        }),
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  });

/** An event of a customer, as a webhook records it: customer, receipt, timeline. */
const transaction = (call: Call, index: number, version: number) =>
  call('TransactWriteItems', {
    TransactItems: [
      { Put: { TableName: TABLES.customers, Item: customer(index, version + 1) } },
      {
        Put: {
          TableName: TABLES.control,
          Item: { pk: { S: `receipt#${index}#${version}` }, sk: { S: 'receipt' }, data: { S: 'x'.repeat(150) } },
          ConditionExpression: 'attribute_not_exists(pk)',
        },
      },
      {
        Put: {
          TableName: TABLES.activity,
          Item: { pk: { S: `c#${index}` }, sk: { S: `e#${version}` }, data: { S: 'y'.repeat(150) } },
        },
      },
    ],
    ClientRequestToken: `${index}-${version}-${performance.now()}`,
  });

async function inLanes(lanes: number, times: number, work: (index: number) => Promise<unknown>): Promise<number> {
  let next = 0;
  const began = performance.now();
  const lane = async () => {
    for (let index = next++; index < times; index = next++) await work(index);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return (times / (performance.now() - began)) * 1000;
}

async function walk(call: Call, operation: 'Query' | 'Scan', input: object): Promise<number> {
  let [items, ExclusiveStartKey]: [number, unknown] = [0, undefined];
  do {
    const page = await call(operation, { TableName: TABLES.customers, ...input, ExclusiveStartKey });
    items += Number(page['Count']);
    ExclusiveStartKey = page['LastEvaluatedKey'];
  } while (ExclusiveStartKey !== undefined);
  return items;
}

async function rate(work: () => Promise<number>): Promise<number> {
  const began = performance.now();
  return ((await work()) / (performance.now() - began)) * 1000;
}

/** Operations or items a second, by what is measured. `share` shrinks what would take a slow engine minutes. */
async function measure(call: Call, share: number): Promise<Map<string, number>> {
  const times = (count: number) => Math.max(200, Math.round(count * share));
  const results = new Map<string, number>();
  const put = (lanes: number, count: number, version: number) =>
    inLanes(lanes, count, (index) => conditionalPut(call, index, version));
  results.set('conditional puts, new, 64 at a time', await put(64, CUSTOMERS, 0));
  results.set('conditional puts, one after the other', await put(1, times(10_000), 1));
  results.set('conditional puts, 64 at a time', await put(64, times(10_000), 2));
  const get = (index: number) =>
    call('GetItem', { TableName: TABLES.customers, Key: keyOf((index * 7) % CUSTOMERS), ConsistentRead: true });
  results.set('gets, one after the other', await inLanes(1, times(20_000), get));
  const bucket = (index: number) =>
    walk(call, 'Query', {
      KeyConditionExpression: '#p = :p',
      ExpressionAttributeNames: { '#p': 'b' },
      ExpressionAttributeValues: { ':p': { S: String(index).padStart(3, '0') } },
    });
  results.set(
    'items by query, bucket by bucket',
    await rate(async () => {
      let items = 0;
      for (let index = 0; index < BUCKETS; index++) items += await bucket(index);
      return items;
    }),
  );
  results.set('items by scan', await rate(() => walk(call, 'Scan', {})));
  results.set(
    'transactions of 3, one after the other',
    await inLanes(1, times(5_000), (index) => transaction(call, index, 10)),
  );
  results.set(
    'transactions of 3, 32 at a time',
    await inLanes(32, times(20_000), (index) => transaction(call, index, 11)),
  );
  return results;
}

/** The embedded engine beside the one before it, both on a file, on the same machine in the same run. */
export async function printEngine(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'peyk-bench-'));
  try {
    const engine = openSqlite({ file: join(folder, 'peyk.sqlite'), tables: TABLES, clock: Date.now });
    const ours = await measure(engine.call, 1);
    engine.close();
    const { child, endpoint } = await startDynoxide(join(folder, 'dynoxide.db'));
    const client = createDynamoClient({ endpoint });
    await createTables(client, TABLES);
    const theirs = await measure(createCall(client), 0.1);
    client.destroy();
    child.kill('SIGTERM');
    const count = (rate: number | undefined = NaN) => Math.round(rate).toLocaleString('en');
    printTable(`The engine on ${CUSTOMERS.toLocaleString('en')} customers of 1 KB, a second`, [
      ['what', 'SQLite in process', 'dynoxide over HTTP', 'ratio'],
      ...[...ours].map(([what, rate]) => [
        what,
        count(rate),
        count(theirs.get(what)),
        (rate / (theirs.get(what) ?? NaN)).toFixed(1),
      ]),
    ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
