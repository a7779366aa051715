import { isDeepStrictEqual } from 'node:util';
import { UnavailableError } from '../../core/shared/errors.ts';
import type { TableId } from '../../names.ts';
import { MAX_TRIES } from './backoff.ts';
import { isObject, type JsonObject } from './json.ts';
import type { Database } from './database.ts';
import { isConditionFailure, isTransactionConflict } from './refusal.ts';
import type { StoredItem } from '../../app/ports/stores/records.ts';

/** A condition with its placeholders, as the API writes them. */
export interface Condition {
  readonly ConditionExpression: string;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>>;
  readonly ExpressionAttributeValues?: StoredItem;
}

/** What a conditional write found instead, `undefined` where there was no item. */
export type WriteOutcome = { readonly ok: true } | { readonly ok: false; readonly found: StoredItem | undefined };

/** Answers of the API hold items as plain JSON; their values are checked where a store decodes them. */
export function isItem(value: unknown): value is StoredItem {
  return isObject(value);
}

export function isItems(value: unknown): value is StoredItem[] {
  return Array.isArray(value);
}

/** Strongly consistent. */
export async function getItem(database: Database, table: TableId, Key: StoredItem): Promise<StoredItem | undefined> {
  const answer = await database.call('GetItem', { TableName: database.tables[table], Key, ConsistentRead: true });
  return isItem(answer['Item']) ? answer['Item'] : undefined;
}

/** Writes an item, only where the condition holds. */
export async function putItem(
  database: Database,
  table: TableId,
  item: StoredItem,
  condition?: Condition,
): Promise<WriteOutcome> {
  return write(database, 'PutItem', { TableName: database.tables[table], Item: item, ...condition }, (found) =>
    isDeepStrictEqual(found, item),
  );
}

/** Changes an item in place. `isOurs` recognises the change in an item that has it already. */
export async function updateItem(
  database: Database,
  table: TableId,
  update: Condition & { readonly Key: StoredItem; readonly UpdateExpression: string },
  isOurs: (found: StoredItem) => boolean,
): Promise<WriteOutcome> {
  return write(database, 'UpdateItem', { TableName: database.tables[table], ...update }, isOurs);
}

/**
 * Adds numbers to sets in an item, which is made where it is missing. DynamoDB unites the sets itself: a repeat adds
 * nothing, no other write can interfere, and nothing has to be read first.
 */
export function uniteSets(
  database: Database,
  table: TableId,
  Key: StoredItem,
  sets: Readonly<Record<string, Iterable<number>>>,
): Promise<void> {
  const values = Object.entries(sets).map(([name, set]) => [name, { NS: [...new Set(set)].map(String) }] as const);
  return add(database, table, Key, values);
}

/** Adds to numbers in an item, which is made where it is missing. A repeat adds again. */
export function addNumbers(
  database: Database,
  table: TableId,
  Key: StoredItem,
  numbers: Readonly<Record<string, number>>,
): Promise<void> {
  const values = Object.entries(numbers).map(([name, number]) => [name, { N: String(number) }] as const);
  return add(database, table, Key, values);
}

async function add(
  database: Database,
  table: TableId,
  Key: StoredItem,
  values: readonly (readonly [name: string, value: object])[],
): Promise<void> {
  await write(
    database,
    'UpdateItem',
    {
      TableName: database.tables[table],
      Key,
      UpdateExpression: `ADD ${values.map((_, index) => `#n${index} :v${index}`).join(', ')}`,
      ExpressionAttributeNames: Object.fromEntries(values.map(([name], index) => [`#n${index}`, name])),
      ExpressionAttributeValues: Object.fromEntries(values.map(([, value], index) => [`:v${index}`, value])),
    },
    () => true,
  );
}

export async function deleteItem(database: Database, table: TableId, Key: StoredItem): Promise<void> {
  await write(database, 'DeleteItem', { TableName: database.tables[table], Key }, () => false);
}

/**
 * A conditional write whose answer was lost is repeated by the SDK and then fails on what it wrote itself: that is
 * a success. Collisions with transactions are waited out.
 */
async function write(
  database: Database,
  operation: 'PutItem' | 'UpdateItem' | 'DeleteItem',
  input: JsonObject,
  isOurs: (found: StoredItem) => boolean,
): Promise<WriteOutcome> {
  const request = 'ConditionExpression' in input ? { ...input, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } : input;
  for (let attempt = 0; ; attempt++) {
    try {
      await database.call(operation, request);
      return { ok: true };
    } catch (error) {
      if (isConditionFailure(error)) {
        const found = isItem(error.answer['Item']) ? error.answer['Item'] : undefined;
        return error.attempts > 1 && found && isOurs(found) ? { ok: true } : { ok: false, found };
      }
      if (!isTransactionConflict(error)) throw error;
      if (attempt + 1 >= MAX_TRIES) throw new UnavailableError('the item is being written by others', { cause: error });
      await database.backoff(attempt);
    }
  }
}
