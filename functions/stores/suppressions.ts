import { z } from 'zod';
import type { Database } from './dynamo/database.ts';
import { ABSENT, decodeValue, documentKey, encodeDocument } from './dynamo/documents.ts';
import { deleteItem, getItem, putItem } from './dynamo/items.ts';

/** An address that must never be mailed again, known only by a keyed hash. */
export interface SuppressedAddress {
  readonly hash: string;
  readonly reason: 'bounced' | 'complained' | 'manual' | 'erased';
  readonly at: number;
}

export interface SuppressionStore {
  /** The first reason stays. */
  add(address: SuppressedAddress): Promise<void>;
  get(hash: string): Promise<SuppressedAddress | undefined>;
  remove(hash: string): Promise<void>;
}

const suppressedSchema: z.ZodType<SuppressedAddress> = z.object({
  hash: z.string(),
  reason: z.enum(['bounced', 'complained', 'manual', 'erased']),
  at: z.number(),
});

export function createSuppressionStore(database: Database): SuppressionStore {
  const keyOf = (hash: string) => ({ pk: `suppression#${hash}`, sk: 'suppression' });
  return {
    async add(address) {
      await putItem(database, 'control', encodeDocument(keyOf(address.hash), address), ABSENT);
    },
    async get(hash) {
      const item = await getItem(database, 'control', documentKey(keyOf(hash)));
      return item && decodeValue(item, suppressedSchema);
    },
    async remove(hash) {
      await deleteItem(database, 'control', documentKey(keyOf(hash)));
    },
  };
}
