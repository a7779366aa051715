import { z } from 'zod';
import { DAY_MS } from '../../core/shared/days.ts';
import type { Database } from '../dynamo/database.ts';
import { ABSENT, decodeValue, documentKey, encodeDocument } from '../dynamo/documents.ts';
import { getItem } from '../dynamo/items.ts';
import type { StoredItem } from '../../app/ports/stores/records.ts';
import type { Receipt, ReceiptStore } from '../../app/ports/stores/receipts.ts';

const receiptSchema: z.ZodType<Receipt> = z.object({
  source: z.string(),
  id: z.string(),
  hash: z.string(),
  at: z.number(),
});

/** Standard Webhooks senders retry for days and people replay by hand: at least 30 days, and some. */
const KEPT_MS = 35 * DAY_MS;

export function createReceiptStore(database: Database): ReceiptStore {
  // The length keeps ("a#b", "c") apart from ("a", "b#c").
  const keyOf = (source: string, id: string) => ({ pk: `receipt#${source.length}#${source}#${id}`, sk: 'receipt' });
  const decode = (item: StoredItem): Receipt => decodeValue(item, receiptSchema);
  return {
    operation({ source, id, hash }) {
      const at = database.clock();
      const Item = encodeDocument(keyOf(source, id), { source, id, hash, at }, { expiresAt: at + KEPT_MS });
      return { table: 'control', action: 'Put', input: { Item, ...ABSENT } };
    },
    parse: decode,
    async get(source, id) {
      const item = await getItem(database, 'control', documentKey(keyOf(source, id)));
      return item && decode(item);
    },
  };
}
