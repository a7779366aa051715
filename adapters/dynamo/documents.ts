import { z } from 'zod';
import { PeykError } from '../../core/shared/errors.ts';
import type { Condition } from './items.ts';
import type { StoredItem, Versioned } from '../../app/ports/stores/records.ts';

/** A stored item that does not have the shape its store writes: damaged, or written by a later version. */
export class StoredRecordError extends PeykError {
  override readonly name = 'StoredRecordError';
}

export interface DocumentKey {
  readonly pk: string;
  readonly sk: string;
}

export function documentKey({ pk, sk }: DocumentKey): StoredItem {
  return { pk: { S: pk }, sk: { S: sk } };
}

/**
 * A record as one item: `data` is its JSON text, `v` its version, `ttl` when it may go (epoch s). One string costs
 * fewer bytes and one parse instead of a value per field, and nothing but the version is ever compared in place.
 */
export function encodeDocument(
  key: DocumentKey,
  value: object,
  options: { readonly version?: number; readonly expiresAt?: number } = {},
): StoredItem {
  // Only `v` says the version of a record that has one.
  const data = options.version === undefined ? value : { ...value, version: undefined };
  return {
    ...documentKey(key),
    v: { N: String(options.version ?? 1) },
    data: { S: JSON.stringify(data) },
    ...(options.expiresAt !== undefined && { ttl: { N: String(Math.ceil(options.expiresAt / 1000)) } }),
  };
}

const itemSchema = z.object({
  pk: z.object({ S: z.string() }),
  sk: z.object({ S: z.string() }),
  v: z.object({ N: z.string().transform(Number) }),
  data: z.object({ S: z.string() }),
});

/** The record in an item, with its version. Throws StoredRecordError naming key and field. */
export function decodeDocument<T>(item: StoredItem, schema: z.ZodType<T>): Versioned<T> {
  const { data, v } = parse(item, itemSchema, item);
  const version = { version: v.N };
  return { ...parse(item, schema, { ...parseData(item, data.S), ...version }), ...version };
}

/** As `decodeDocument`, for records whose version means nothing to anybody. */
export function decodeValue<T>(item: StoredItem, schema: z.ZodType<T>): T {
  return parse(item, schema, parseData(item, parse(item, itemSchema, item).data.S));
}

function parse<T>(item: StoredItem, schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const fault = issue ? `${issue.path.join('.')}: ${issue.message}` : 'unreadable';
  throw new StoredRecordError(`stored record ${nameOf(item)}: ${fault}`, { cause: parsed.error });
}

function parseData(item: StoredItem, text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value;
  } catch (error) {
    throw new StoredRecordError(`stored record ${nameOf(item)} is not JSON`, { cause: error });
  }
  throw new StoredRecordError(`stored record ${nameOf(item)} is not an object`);
}

function nameOf(item: StoredItem): string {
  return JSON.stringify([item['pk'], item['sk']]);
}

/** Holds where nothing is stored under the key. */
export const ABSENT: Condition = { ConditionExpression: 'attribute_not_exists(pk)' };

/** Holds where the stored version is the one that was read; 0 = nothing is stored. `key` = any of the key's attributes. */
export function atVersion(version: number, key: 'pk' | 'id' = 'pk'): Condition {
  if (version === 0) return { ConditionExpression: `attribute_not_exists(${key})` };
  return storedAt(version);
}

/** True for text that can be a sort key; asking DynamoDB for any other is an error, not a miss. */
export function canBeKey(id: string): boolean {
  return id.length > 0 && Buffer.byteLength(id) <= 900;
}

/** Numbers in keys, padded so that text order is number order. */
export function padded(value: number, digits: number): string {
  return String(value).padStart(digits, '0');
}

/** As `atVersion`, but version 0 means an item that was stored with it, not that nothing is. */
export function storedAt(version: number): Condition {
  return {
    ConditionExpression: '#v = :v',
    ExpressionAttributeNames: { '#v': 'v' },
    ExpressionAttributeValues: { ':v': { N: String(version) } },
  };
}
