import type { JsonObject } from '../dynamo/json.ts';
import type { DynamoRefusal } from '../dynamo/refusal.ts';
import { conditionOf, type Condition } from './expressions/condition.ts';
import { Placeholders } from './expressions/placeholders.ts';
import { updateOf } from './expressions/update.ts';
import { checkFilled, indexEntry, typeMismatch } from './indexEntry.ts';
import { rowOf } from './item.ts';
import { keyOf, keyOfItem, type RowKey } from './key.ts';
import { itemIn, textIn } from './request.ts';
import { units, type NewRow, type Stored, type Table, type WriteUnits } from './table.ts';
import type { Tables } from './tables.ts';
import { normaliseItem, type Item } from './value.ts';

export type WriteKind = 'Put' | 'Update' | 'Delete' | 'ConditionCheck';

/** A write whose request is read and found sound; what is stored decides the rest. */
export interface Write {
  readonly tableName: string;
  readonly table: Table;
  readonly key: RowKey;
  /** What is wrong with an attribute that an index has as its key: reason enough for a transaction to be cancelled. */
  readonly fault?: DynamoRefusal | undefined;
  readonly holds: Condition;
  /** True where a failed condition answers with what is stored. */
  readonly returnsOld: boolean;
  /** What becomes of the item: another one, nothing (`undefined`), or what it is ('same'). Throws ValidationException. */
  readonly next: (stored: Stored | undefined) => NewRow | 'same' | undefined;
}

/** Reads one write. The items of the request are read now: what its caller does with them later changes nothing. */
export function writeOf(kind: WriteKind, tables: Tables, input: JsonObject): Write {
  const tableName = textIn(input, 'TableName');
  const table = tables(tableName);
  const placeholders = new Placeholders(input);
  const { ConditionExpression: condition } = input;
  const holds = typeof condition === 'string' ? conditionOf(condition, placeholders) : () => true;
  const keyed = kind === 'Put' ? put(table, itemIn(input, 'Item')) : change(kind, table, input, placeholders);
  placeholders.allUsed();
  const returnsOld = input['ReturnValuesOnConditionCheckFailure'] === 'ALL_OLD';
  return { tableName, table, holds, returnsOld, ...keyed };
}

function put(table: Table, given: Item): Pick<Write, 'key' | 'fault' | 'next'> {
  const item = normaliseItem(given);
  const key = keyOfItem(item, table.layout.keys);
  const row = { ...rowOf(item), item };
  const fault = mismatchOf(table, item);
  if (fault) return { key, fault, next: () => undefined };
  const next = { ...row, entries: entriesOf(table, item) };
  return { key, next: () => next };
}

function change(
  kind: Exclude<WriteKind, 'Put'>,
  table: Table,
  input: JsonObject,
  placeholders: Placeholders,
): Pick<Write, 'key' | 'next'> {
  const given = itemIn(input, 'Key');
  const { keys } = table.layout;
  const key = keyOf(given, keys);
  if (kind === 'Delete') return { key, next: () => undefined };
  if (kind === 'ConditionCheck') return { key, next: () => 'same' };
  const names = keys.map(({ name }) => name);
  const update = updateOf(textIn(input, 'UpdateExpression'), placeholders, names);
  const fresh = normaliseItem({ ...given });
  return {
    key,
    next(stored) {
      const item = normaliseItem(update(stored?.item ?? fresh));
      const fault = mismatchOf(table, item);
      if (fault) throw fault;
      return { ...rowOf(item, 'Item size to update'), item, entries: entriesOf(table, item) };
    },
  };
}

function mismatchOf({ layout }: Table, item: Item): DynamoRefusal | undefined {
  return layout.indexes.map((index) => typeMismatch(item, index)).find((fault) => fault !== undefined);
}

function entriesOf(table: Table, item: Item): NewRow['entries'] {
  for (const index of table.layout.indexes) checkFilled(item, index);
  return table.layout.indexes.map((index) => indexEntry(item, index));
}

/** Stores what a write makes of the item. */
export function apply(
  { table, key }: Write,
  stored: Stored | undefined,
  next: NewRow | 'same' | undefined,
): WriteUnits {
  if (next === undefined) return table.remove(key, stored);
  if (next === 'same') return { item: units(stored?.row.size ?? 0), indexes: 0 };
  return table.put(key, next, stored);
}
