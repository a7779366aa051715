import type { JsonObject } from '../../dynamo/json.ts';
import { consumed } from '../capacity.ts';
import { refuse } from '../refuse.ts';
import type { Tables } from '../tables.ts';
import { apply, writeOf, type WriteKind } from '../write.ts';

/** Reads a single write. What it returns is to be run inside a transaction, and gives the answer. */
export function writeItem(kind: WriteKind, tables: Tables, input: JsonObject): () => JsonObject {
  const write = writeOf(kind, tables, input);
  if (write.fault) throw write.fault;
  return () => {
    const stored = write.table.get(write.key);
    if (!write.holds(stored?.item)) {
      const found = stored && write.returnsOld ? { Item: stored.item } : {};
      throw refuse('ConditionalCheckFailedException', 'The conditional request failed', found);
    }
    const { item, indexes } = apply(write, stored, write.next(stored));
    return consumed(input, write.tableName, item + indexes);
  };
}
