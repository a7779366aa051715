import type { DynamoRefusal } from '../dynamo/refusal.ts';
import { normaliseNumber, sortableNumber } from './number.ts';
import { invalid } from './refuse.ts';
import type { KeyPart } from './schema.ts';
import type { AttributeValue, Item } from './value.ts';

/** A key as the columns hold it: text whose byte order is DynamoDB's order. */
export type RowKey = readonly string[];

const MAX_PARTITION_BYTES = 2048;
const MAX_SORT_BYTES = 1024;

/** The key in a request: these attributes and no others. Throws ValidationException. */
export function keyOf(key: Item, parts: readonly KeyPart[]): RowKey {
  if (Object.keys(key).length !== parts.length) throw invalid('The provided key element does not match the schema');
  return parts.map((part, index) => {
    const value = key[part.name];
    if (value === undefined || !(part.type in value)) {
      throw invalid('The provided key element does not match the schema');
    }
    return column(part, value, index);
  });
}

/** The key of an item that is to be stored. Throws ValidationException. */
export function keyOfItem(item: Item, parts: readonly KeyPart[]): RowKey {
  return parts.map((part, index) => {
    const value = item[part.name];
    if (value === undefined) throw faulty(`Missing the key ${part.name} in the item`);
    if (part.type in value) return column(part, value, index);
    throw faulty(`Type mismatch for key ${part.name} expected: ${part.type} actual: ${typeOf(value)}`);
  });
}

/** The attributes of an item that name its place, as an answer gives them. */
export function keyAttributes(item: Item, parts: readonly KeyPart[]): Item {
  return Object.fromEntries(
    parts.flatMap(({ name }) => {
      const value = item[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** One part of a key as its column holds it. `index` 0 = the partition. */
export function column(part: KeyPart, value: AttributeValue, index: number): string {
  if ('N' in value) return sortableNumber(normaliseNumber(value.N));
  const text = 'S' in value ? value.S : '';
  if (text === '') {
    const fault = 'The AttributeValue for a key attribute cannot contain an empty string value.';
    throw invalid(`One or more parameter values are not valid. ${fault} Key: ${part.name}`);
  }
  // Half a surrogate pair has no UTF-8 of its own: two keys would become one.
  if (!text.isWellFormed()) throw faulty(`The key ${part.name} is not Unicode text`);
  const bytes = Buffer.byteLength(text);
  if (index === 0 && bytes > MAX_PARTITION_BYTES) {
    throw faulty(`Size of hashkey has exceeded the maximum size limit of${MAX_PARTITION_BYTES} bytes`);
  }
  if (index === 1 && bytes > MAX_SORT_BYTES) {
    throw faulty(`Aggregated size of all range keys has exceeded the size limit of ${MAX_SORT_BYTES} bytes`);
  }
  return text;
}

export function typeOf(value: AttributeValue): string {
  return Object.keys(value).join();
}

export function faulty(what: string): DynamoRefusal {
  return invalid(`One or more parameter values were invalid: ${what}`);
}
