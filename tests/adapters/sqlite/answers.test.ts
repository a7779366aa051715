import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqlite, type SqliteEngine } from '../../../adapters/sqlite/engine.ts';
import { addNumbers, compareNumbers, normaliseNumber, sortableNumber } from '../../../adapters/sqlite/number.ts';
import { TABLES } from '../../../names.ts';
import type { Json } from '../../support/app.ts';

// What the contract suite cannot compare, because dynoxide differs from DynamoDB or has no such thing.

let now = Date.UTC(2026, 1, 1);
let engine: SqliteEngine;
beforeEach(() => {
  engine = openSqlite({ file: ':memory:', tables: TABLES, clock: () => now });
});
afterEach(() => engine.close());

const key = (sk: string) => ({ pk: { S: 'p' }, sk: { S: sk } });
const call: SqliteEngine['call'] = (operation, input) =>
  engine.call(operation, { TableName: TABLES.control, ...input });
const transact = (input: object) => engine.call('TransactWriteItems', { ...input });
const put = (Item: object) => ({ Put: { TableName: TABLES.control, Item } });

describe('numbers', () => {
  const decimal = fc
    .tuple(fc.bigInt({ min: -(10n ** 38n) + 1n, max: 10n ** 38n - 1n }), fc.integer({ min: -60, max: 60 }))
    .map(([digits, exponent]) => `${digits}e${exponent}`);

  it('lie in their order whatever their size', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(decimal, fc.maxSafeInteger().map(String)), { maxLength: 12 }), (list) => {
        const byText = list.map(normaliseNumber).sort((a, b) => (sortableNumber(a) < sortableNumber(b) ? -1 : 1));
        for (const [index, number] of byText.entries()) {
          if (index > 0) expect(Number(byText[index - 1])).toBeLessThanOrEqual(Number(number));
          expect(compareNumbers(number, number)).toBe(0);
        }
      }),
    );
  });

  it('add up exactly', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
        fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
        fc.nat(7),
        (a, b, places) => {
          const sum = addNumbers(normaliseNumber(`${a}e-${places}`), normaliseNumber(`${b}e-${places}`));
          expect(sum).toBe(normaliseNumber(`${a + b}e-${places}`));
        },
      ),
    );
  });

  it('of a counter keep all their digits', async () => {
    const add = (N: string) =>
      call('UpdateItem', {
        Key: key('n'),
        UpdateExpression: 'ADD #n :n',
        ExpressionAttributeNames: { '#n': 'n' },
        ExpressionAttributeValues: { ':n': { N } },
      });
    for (const N of ['99999999999999999999', '0.00001', '1', '-0.5']) await add(N);
    const { Item }: Json = await call('GetItem', { Key: key('n') });
    expect(Item.n).toEqual({ N: '99999999999999999999.50001' });
  });
});

describe('expressions', () => {
  it.each([
    ['PutItem', { Item: key('a'), ConditionExpression: 'attribute_exists(pk)' }, 'the condition'],
    ['PutItem', { Item: key('a'), ConditionExpression: 'attribute_not_exists(pk) AND #v = :v' }, 'the condition'],
    ['UpdateItem', { Key: key('a'), UpdateExpression: 'SET #a = #a + :v' }, 'the update'],
    ['UpdateItem', { Key: key('a'), UpdateExpression: 'DELETE #a :v' }, 'the update'],
    ['Query', { KeyConditionExpression: '#p = :p AND #s > :s' }, 'the key condition'],
    ['Query', { KeyConditionExpression: '#p = :p', ProjectionExpression: '#a[0]' }, 'the projection'],
  ] as const)('that no store writes are refused by name: %s %o', async (operation, input, what) => {
    const { ConditionExpression, ...rest }: Json = input;
    const text =
      ConditionExpression ?? rest.UpdateExpression ?? rest.ProjectionExpression ?? rest.KeyConditionExpression;
    const names = { '#p': 'pk', '#s': 'sk', '#a': 'a', '#v': 'v' };
    const values = { ':p': { S: 'p' }, ':s': { S: 's' }, ':v': { N: '1' } };
    const request = { ...input, ExpressionAttributeNames: names, ExpressionAttributeValues: values };
    await expect(call(operation, request)).rejects.toMatchObject({
      name: 'UnsupportedError',
      message: `the embedded engine does not know ${what} "${text}"`,
    });
  });

  it.each(['FilterExpression', 'ReturnValues', 'Select', 'AttributesToGet'])(
    'and options that change an answer are refused too: %s',
    async (option) => {
      const query = {
        KeyConditionExpression: '#p = :p',
        ExpressionAttributeNames: { '#p': 'pk' },
        ExpressionAttributeValues: { ':p': { S: 'p' } },
        [option]: 'COUNT',
      };
      await expect(call('Query', query)).rejects.toMatchObject({ name: 'UnsupportedError' });
    },
  );
});

describe('names', () => {
  it('of entries may have any character', async () => {
    const name = 'a"b\\c.d#e';
    await call('PutItem', { Item: { ...key('a'), map: { M: { [name]: { S: '1' }, other: { S: '2' } } } } });
    const { Items }: Json = await call('Query', {
      KeyConditionExpression: '#p = :p',
      ProjectionExpression: '#m.#n',
      ExpressionAttributeNames: { '#p': 'pk', '#m': 'map', '#n': name },
      ExpressionAttributeValues: { ':p': { S: 'p' } },
    });
    expect(Items).toEqual([{ map: { M: { [name]: { S: '1' } } } }]);
  });

  it('of keys keep NUL, and half a surrogate pair is none', async () => {
    await call('PutItem', { Item: key('a\0b') });
    await call('PutItem', { Item: key('a\0c') });
    const { Item }: Json = await call('GetItem', { Key: key('a\0b') });
    expect(Item.sk.S).toBe('a\0b');
    await expect(call('PutItem', { Item: key('\ud800') })).rejects.toMatchObject({ code: 'ValidationException' });
  });
});

describe('a transaction', () => {
  it('of more than 4 MB writes nothing', async () => {
    const big = Array.from({ length: 11 }, (_, index) => put({ ...key(`b${index}`), d: { S: 'x'.repeat(390_000) } }));
    await expect(transact({ TransactItems: big })).rejects.toMatchObject({ code: 'ValidationException' });
    await transact({ TransactItems: big.slice(0, 10) });
    const { Count }: Json = await call('Scan', { ProjectionExpression: 'sk', Limit: 20 });
    expect(Count).toBeGreaterThan(0);
  });

  it('of more than 100 operations, or two on one item, writes nothing', async () => {
    const many = Array.from({ length: 101 }, (_, index) => put(key(`m${index}`)));
    for (const TransactItems of [many, [put(key('a')), put(key('a'))], []]) {
      await expect(transact({ TransactItems })).rejects.toMatchObject({ code: 'ValidationException' });
    }
    expect((await call('Scan', {}))['Count']).toBe(0);
    await transact({ TransactItems: many.slice(0, 100) });
    expect((await call('Scan', {}))['Count']).toBe(100);
  });

  it('is known by its token for ten minutes, and by nothing after', async () => {
    const again = () => transact({ TransactItems: [put(key('a'))], ClientRequestToken: 't' });
    await again();
    await call('DeleteItem', { Key: key('a') });
    now += 9 * 60_000;
    await again();
    expect((await call('Scan', {}))['Count']).toBe(0);
    now += 2 * 60_000;
    await again();
    expect((await call('Scan', {}))['Count']).toBe(1);
  });
});

describe('one turn of writes', () => {
  it('answers each alone: who is refused does not hold up the others', async () => {
    const absent = { ConditionExpression: 'attribute_not_exists(pk)' };
    const ends = await Promise.allSettled(
      ['a', 'b', 'a', 'c', 'b'].map((sk) => call('PutItem', { Item: key(sk), ...absent })),
    );
    expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled', 'rejected']);
  });

  it('is seen by the reads that were asked for after it', async () => {
    const writing = call('PutItem', { Item: key('a') });
    const reading = call('GetItem', { Key: key('a') });
    expect((await reading)['Item']).toEqual(key('a'));
    await writing;
  });

  it('takes an item as it was when it was given', async () => {
    const Item: Record<string, object> = { ...key('a'), d: { S: 'given' } };
    const writing = call('PutItem', { Item });
    Item['d'] = { S: 'later' };
    await writing;
    expect((await call('GetItem', { Key: key('a') }))['Item']).toMatchObject({ d: { S: 'given' } });
  });

  it('lets timers run while much is read or written', async () => {
    let ticks = 0;
    const timer = setInterval(() => ticks++, 1);
    for (let number = 0; number < 200; number++) {
      await call('PutItem', { Item: { ...key(`k${number}`), d: { S: 'x'.repeat(20_000) } } });
    }
    ticks = 0;
    const query = {
      KeyConditionExpression: '#p = :p',
      ExpressionAttributeNames: { '#p': 'pk' },
      ExpressionAttributeValues: { ':p': { S: 'p' } },
    };
    await Promise.all(Array.from({ length: 60 }, () => call('Query', query)));
    clearInterval(timer);
    expect(ticks).toBeGreaterThan(2);
  });
});

it('what is past its time goes with the sweep, from the indexes too, and nothing else', async () => {
  const at = (seconds: number) => ({ N: String(Math.floor(now / 1000) + seconds) });
  const orders = Array.from({ length: 450 }, (_, index) => ({
    ...key(`o${index}`),
    ob: { S: '07' },
    at: { N: String(index) },
    ttl: at(-1),
  }));
  await Promise.all(orders.map((Item) => engine.call('PutItem', { TableName: TABLES.activity, Item })));
  for (const Item of [{ ...key('later'), ttl: at(60) }, key('ever'), { ...key('text'), ttl: { S: 'never' } }]) {
    await call('PutItem', { Item });
  }
  expect(await engine.sweep()).toBe(450);
  const index = await engine.call('Query', {
    TableName: TABLES.activity,
    IndexName: 'ordersByTime',
    KeyConditionExpression: '#p = :p',
    ExpressionAttributeNames: { '#p': 'ob' },
    ExpressionAttributeValues: { ':p': { S: '07' } },
  });
  expect(index['Count']).toBe(0);
  expect((await call('Scan', {}))['Count']).toBe(3);
});

it('a page ends at 1 MB, and the pages together have every item once', async () => {
  const sizes = Array.from({ length: 120 }, (_, index) => (index * 7919) % 60_000);
  await Promise.all(
    sizes.map((size, index) =>
      call('PutItem', { Item: { ...key(String(index).padStart(4, '0')), d: { S: 'x'.repeat(size) } } }),
    ),
  );
  for (const forward of [true, false]) {
    const seen: string[] = [];
    let [pages, ExclusiveStartKey]: [number, unknown] = [0, undefined];
    do {
      const page: Json = await call('Query', {
        KeyConditionExpression: '#p = :p',
        ExpressionAttributeNames: { '#p': 'pk' },
        ExpressionAttributeValues: { ':p': { S: 'p' } },
        ScanIndexForward: forward,
        ExclusiveStartKey,
      });
      const bytes = page.Items.reduce((sum: number, item: Json) => sum + Number(item.d.S.length), 0);
      expect(bytes).toBeLessThan(1_048_576 + 60_000);
      seen.push(...page.Items.map((item: Json) => item.sk.S));
      pages += 1;
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey !== undefined);
    expect(pages).toBeGreaterThan(2);
    const all = sizes.map((_, index) => String(index).padStart(4, '0'));
    expect(seen).toEqual(forward ? all : all.reverse());
  }
});
