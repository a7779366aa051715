import { z } from 'zod';
import type { Database } from '../dynamo/database.ts';
import { ABSENT, decodeValue, documentKey, encodeDocument } from '../dynamo/documents.ts';
import { deleteItem, getItem, putItem } from '../dynamo/items.ts';
import type { SuppressedAddress } from '../../core/customers/suppressedAddress.ts';
import type { SuppressionStore } from '../../app/ports/stores/suppressions.ts';

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
