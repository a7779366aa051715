import type { DynamoRefusal } from '../dynamo/refusal.ts';
import { column, faulty, typeOf, type RowKey } from './key.ts';
import { rowOf } from './item.ts';
import { invalid } from './refuse.ts';
import type { Row } from './relation.ts';
import type { IndexLayout } from './schema.ts';
import type { AttributeValue, Item } from './value.ts';

/** What an index holds of one item. */
export interface IndexEntry extends Row {
  readonly key: RowKey;
}

/** What is wrong with an attribute of an index's key that has another type. */
export function typeMismatch(item: Item, { index, keys, own }: IndexLayout): DynamoRefusal | undefined {
  for (const { name, type } of keys.slice(0, own)) {
    const value = item[name];
    if (value === undefined || type in value) continue;
    const types = `Expected: ${type} Actual: ${typeOf(value)}`;
    return faulty(`Type mismatch for Index Key ${name} ${types} IndexName: ${index}`);
  }
  return undefined;
}

/** Throws ValidationException where an attribute of an index's key is empty, also where the index leaves it out. */
export function checkFilled(item: Item, { index, keys, own }: IndexLayout): void {
  for (const { name } of keys.slice(0, own)) {
    const value = item[name];
    if (!value || !('S' in value) || value.S !== '') continue;
    const fault = 'The AttributeValue for a key attribute cannot contain an empty string value.';
    throw invalid(
      'One or more parameter values are not valid. A value specified for a secondary index key is not supported. ' +
        `${fault} IndexName: ${index}, IndexKey: ${name}`,
    );
  }
}

/** The entry of a checked item; `undefined` where it lacks a part of the index's key. */
export function indexEntry(item: Item, layout: IndexLayout): IndexEntry | undefined {
  // Twice for every write, so without an array per attribute.
  const key: string[] = [];
  const entry: Record<string, AttributeValue> = {};
  for (const part of layout.keys) {
    const value = item[part.name];
    if (value === undefined) return undefined;
    key.push(column(part, value, key.length));
    entry[part.name] = value;
  }
  for (const name of layout.include) {
    const value = item[name];
    if (value !== undefined) entry[name] = value;
  }
  const { size, text } = rowOf(entry);
  return { key, size, text };
}
