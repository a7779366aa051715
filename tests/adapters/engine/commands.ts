import fc from 'fast-check';
import type { Operation } from '../../../adapters/dynamo/call.ts';
import type { JsonObject } from '../../../adapters/dynamo/json.ts';
import { INDEXES, TABLE_SCHEMAS, type TableId } from '../../../names.ts';
import type { TableNames } from '../../../adapters/dynamo/createTables.ts';

/** One request, made for the tables of whichever engine it is sent to. */
export interface Command {
  readonly operation: Operation;
  readonly input: (tables: TableNames) => JsonObject;
}

// A small space, so that commands meet: in byte order, where UTF-16 order and UTF-8 order differ, around separators.
const PARTITIONS = ['p', 'p#1', 'é'];
const SORTS = ['a', 'a#', 'a#1', 'a#2', 'b', 'Z', '0', '~', 'ü', '\u{d7ff}', '\u{e000}', '\uffff', '😀', '😀x'];
const NUMBERS = [
  '0',
  '-0',
  '1',
  '1.0',
  '007',
  '-1',
  '10',
  '1e3',
  '2',
  '0.10',
  '-0.5',
  '12.50',
  '1E-5',
  '99999999999999999999',
  '.5',
];
const NAMES = ['v', 'until', 'x', 'n', 'set', 'map', 'order', 'amount'];
const DATA_TABLES = ['customers', 'activity', 'control'] as const;

const number = fc.constantFrom(...NUMBERS).map((N) => ({ N }));
/** What dynoxide can add: it refuses some sums of more than 20 digits, of which DynamoDB keeps 38. */
const addend = number.filter(({ N }) => N.length < 10);
const text = fc.constantFrom('', 'one', 'héé', '😀', 'quite a long text '.repeat(20)).map((S) => ({ S }));
const set = fc.subarray(['1', '2', '-3', '0.5', '1e2', '007'], { minLength: 1 }).map((NS) => ({ NS }));
const value = fc.oneof(
  number,
  text,
  fc.boolean().map((BOOL) => ({ BOOL })),
  set,
  fc.array(fc.oneof(number, text), { maxLength: 3 }).map((L) => ({ L })),
  fc.dictionary(fc.constantFrom('city', 'a b', 'نام'), fc.oneof(number, text), { maxKeys: 2 }).map((M) => ({ M })),
);
const table = fc.constantFrom<TableId>(...DATA_TABLES);

function keyIn(id: TableId, partition: string, sort: string) {
  const { partitionKey, sortKey } = TABLE_SCHEMAS[id];
  return { [partitionKey.name]: { S: partition }, [sortKey.name]: { S: sort } };
}
const keyOf = (id: TableId) =>
  fc.tuple(fc.constantFrom(...PARTITIONS), fc.constantFrom(...SORTS)).map(([p, s]) => keyIn(id, p, s));

/** What an item has for the indexes, in part, whole or of the wrong kind. */
const INDEXED: Readonly<Record<TableId, fc.Arbitrary<object>>> = {
  customers: fc.record(
    {
      em: fc.constantFrom({ S: 'e@x' }, { S: 'f@x' }, { S: 'e@x' }, { S: '' }),
      cs: fc.constantFrom({ S: '00' }, { S: '01' }),
      ca: fc.constantFrom({ N: '5' }, { N: '5.0' }, { N: '-2' }, { N: '10' }, { S: 'no number' }),
    },
    { requiredKeys: [] },
  ),
  activity: fc.record({ ob: fc.constant({ S: '07' }), at: number }, { requiredKeys: [] }),
  control: fc.constant({}),
};

const item = (id: TableId) =>
  fc
    .tuple(INDEXED[id], fc.dictionary(fc.constantFrom(...NAMES), value, { maxKeys: 4 }), keyOf(id))
    .map(([indexed, rest, key]) => ({ ...rest, ...indexed, ...key }));

/** Conditions as the stores write them. */
const condition = (id: TableId) =>
  fc.oneof(
    { weight: 2, arbitrary: fc.constant({}) },
    fc.constant({ ConditionExpression: `attribute_not_exists(${TABLE_SCHEMAS[id].partitionKey.name})` }),
    fc.constantFrom('1', '1.0', '2', '0').map((N) => ({
      ConditionExpression: '#v = :v',
      ExpressionAttributeNames: { '#v': 'v' },
      ExpressionAttributeValues: { ':v': { N } },
    })),
    fc.oneof(number, text).map((now) => ({
      ConditionExpression: `attribute_not_exists(${TABLE_SCHEMAS[id].partitionKey.name}) OR #until <= :now`,
      ExpressionAttributeNames: { '#until': 'until' },
      ExpressionAttributeValues: { ':now': now },
    })),
  );
const returning = fc.constantFrom({}, { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' });

interface Expressions {
  readonly ConditionExpression?: string;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>>;
  readonly ExpressionAttributeValues?: Readonly<Record<string, object>>;
}

/** Changes as the stores write them: SET with REMOVE, or ADD of numbers and sets. */
const change: fc.Arbitrary<Expressions & { readonly UpdateExpression: string }> = fc.oneof(
  fc.tuple(value, value, fc.boolean()).map(([one, other, remove]) => ({
    UpdateExpression: remove ? 'SET #a = :a REMOVE #b' : 'SET #a = :a, #b = :b',
    ExpressionAttributeNames: { '#a': 'v', '#b': 'x' },
    ExpressionAttributeValues: { ':a': one, ...(!remove && { ':b': other }) },
  })),
  fc.tuple(fc.oneof(addend, set), fc.oneof(addend, set)).map(([one, other]) => ({
    UpdateExpression: 'ADD #a :a, #b :b',
    ExpressionAttributeNames: { '#a': 'n', '#b': 'set' },
    ExpressionAttributeValues: { ':a': one, ':b': other },
  })),
);

function joined(one: Expressions, other: Expressions): object {
  const names = { ...one.ExpressionAttributeNames, ...other.ExpressionAttributeNames };
  const values = { ...one.ExpressionAttributeValues, ...other.ExpressionAttributeValues };
  return {
    ...one,
    ...other,
    ...(Object.keys(names).length > 0 && { ExpressionAttributeNames: names }),
    ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
  };
}

interface Write {
  readonly kind: 'Put' | 'Update' | 'Delete' | 'ConditionCheck';
  readonly id: TableId;
  readonly input: object;
}

const write: fc.Arbitrary<Write> = table.chain((id) =>
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.tuple(item(id), condition(id), returning).map(([Item, when, back]): Write => {
        return { kind: 'Put', id, input: { Item, ...when, ...('ConditionExpression' in when && back) } };
      }),
    },
    {
      weight: 3,
      arbitrary: fc.tuple(keyOf(id), change, condition(id), returning).map(([Key, how, when, back]): Write => {
        const expressions = joined(how, when);
        return { kind: 'Update', id, input: { Key, ...expressions, ...('ConditionExpression' in when && back) } };
      }),
    },
    keyOf(id).map((Key): Write => ({ kind: 'Delete', id, input: { Key } })),
  ),
);

const checked = table.chain((id) =>
  fc.tuple(keyOf(id), condition(id), returning).map(([Key, when, back]): Write => ({
    kind: 'ConditionCheck',
    id,
    input: {
      Key,
      ConditionExpression: `attribute_not_exists(${TABLE_SCHEMAS[id].partitionKey.name})`,
      ...when,
      ...back,
    },
  })),
);

const single = write.map(({ kind, id, input }): Command => ({
  operation: `${kind as 'Put' | 'Update' | 'Delete'}Item`,
  input: (tables) => ({ TableName: tables[id], ...input }),
}));

const transaction = fc
  .tuple(fc.array(fc.oneof({ weight: 4, arbitrary: write }, checked), { minLength: 1, maxLength: 4 }), fc.nat(3))
  .map(([writes, token]): Command => ({
    operation: 'TransactWriteItems',
    input: (tables) => ({
      TransactItems: writes.map(({ kind, id, input }) => ({ [kind]: { TableName: tables[id], ...input } })),
      // Some come again with another body, which is to be noticed. Of two faults, which is told is each engine's own.
      ...(token > 0 &&
        writes.length === 1 &&
        !JSON.stringify(writes).includes('"em":{"S":""}') && { ClientRequestToken: `${tables.control}-${token}` }),
    }),
  }));

const batchWrite = table.chain((id) =>
  fc
    .array(
      fc.oneof(
        item(id).map((Item) => ({ PutRequest: { Item } })),
        keyOf(id).map((Key) => ({ DeleteRequest: { Key } })),
      ),
      { minLength: 1, maxLength: 5 },
    )
    .map((requests): Command => ({
      operation: 'BatchWriteItem',
      input: (tables) => ({ RequestItems: { [tables[id]]: requests } }),
    })),
);

const get = table.chain((id) =>
  fc.tuple(keyOf(id), fc.boolean()).map(([Key, ConsistentRead]): Command => ({
    operation: 'GetItem',
    input: (tables) => ({ TableName: tables[id], Key, ConsistentRead }),
  })),
);

const batchGet = table.chain((id) =>
  fc
    .tuple(fc.array(keyOf(id), { minLength: 1, maxLength: 6 }), fc.boolean())
    .map(([Keys, ConsistentRead]): Command => ({
      operation: 'BatchGetItem',
      input: (tables) => ({ RequestItems: { [tables[id]]: { Keys, ConsistentRead } } }),
    })),
);

/** Where a query looks: a table or an index, with the key's names and values that occur in it. */
const PLACES = [
  ...DATA_TABLES.map((id) => {
    const { partitionKey, sortKey } = TABLE_SCHEMAS[id];
    return { id, index: undefined, partition: partitionKey.name, sort: sortKey.name, partitions: PARTITIONS };
  }),
  { id: 'customers', index: INDEXES.customersByEmail, partition: 'em', sort: undefined, partitions: ['e@x', 'f@x'] },
  { id: 'customers', index: INDEXES.customersByCreation, partition: 'cs', sort: 'ca', partitions: ['00', '01'] },
  { id: 'activity', index: INDEXES.ordersByTime, partition: 'ob', sort: 'at', partitions: ['07', '08'] },
] as const;

const projection = fc.constantFrom(
  {},
  { ProjectionExpression: '#f0, #f1, #f2.#e2', names: { '#f0': 'id', '#f1': 'v', '#f2': 'map', '#e2': 'city' } },
  { ProjectionExpression: '#f0', names: { '#f0': 'x' } },
);

const query = fc
  .record({
    place: fc.constantFrom(...PLACES),
    which: fc.nat(2),
    sort: fc.constantFrom('none', 'begins', 'between'),
    ends: fc.tuple(fc.nat(99), fc.nat(99)),
    forward: fc.boolean(),
    limit: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
    consistent: fc.boolean(),
    fields: projection,
  })
  .map(({ place, which, sort, ends, forward, limit, consistent, fields }): Command => {
    const isNumber = place.sort === 'ca' || place.sort === 'at';
    const pool = isNumber ? NUMBERS : SORTS;
    const [from, to] = ends.map((end) => ({ [isNumber ? 'N' : 'S']: pool[end % pool.length]! }));
    const how = place.sort === undefined || (isNumber && sort === 'begins') ? 'none' : sort;
    const { names, ...projected } = { names: {}, ...fields };
    return {
      operation: 'Query',
      input: (tables) => ({
        TableName: tables[place.id],
        ...(place.index !== undefined && { IndexName: place.index }),
        KeyConditionExpression: {
          none: '#p = :p',
          begins: '#p = :p AND begins_with(#s, :f)',
          between: '#p = :p AND #s BETWEEN :f AND :t',
        }[how],
        ExpressionAttributeNames: { '#p': place.partition, ...(how !== 'none' && { '#s': place.sort! }), ...names },
        ExpressionAttributeValues: {
          ':p': { S: place.partitions[which % place.partitions.length]! },
          ...(how !== 'none' && { ':f': from }),
          ...(how === 'between' && { ':t': to }),
        },
        ...projected,
        ScanIndexForward: forward,
        ...(limit !== undefined && { Limit: limit }),
        ConsistentRead: place.index === undefined && consistent,
      }),
    };
  });

const scan = fc.tuple(table, fc.integer({ min: 1, max: 3 }), projection).map(([id, TotalSegments, fields]): Command => {
  const { names, ...projected } = { names: undefined, ...fields };
  return {
    operation: 'Scan',
    input: (tables) => ({
      TableName: tables[id],
      TotalSegments,
      ...projected,
      ...(names && { ExpressionAttributeNames: names }),
    }),
  };
});

export const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 8, arbitrary: single },
  { weight: 3, arbitrary: transaction },
  { weight: 2, arbitrary: batchWrite },
  { weight: 2, arbitrary: get },
  { weight: 1, arbitrary: batchGet },
  { weight: 5, arbitrary: query },
  { weight: 1, arbitrary: scan },
);
