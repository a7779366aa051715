import type { JsonObject } from '../../dynamo/json.ts';
import { addUnits, consumedByTable } from '../capacity.ts';
import { invalid } from '../refuse.ts';
import { isObject, itemIn, listIn } from '../request.ts';
import type { Tables } from '../tables.ts';
import { apply, writeOf, type Write } from '../write.ts';

const MAX_WRITES = 25;

/** Reads puts and deletes of a batch; all of them are done, and none is left unprocessed. */
export function batchWriteItem(tables: Tables, input: JsonObject): () => JsonObject {
  const writes = Object.entries<unknown>(itemIn(input, 'RequestItems')).flatMap(([TableName, requests]) =>
    listIn({ RequestItems: requests }, 'RequestItems', MAX_WRITES).map((request) => {
      const { PutRequest: put, DeleteRequest: remove } = request;
      if (isObject(put)) return writeOf('Put', tables, { ...put, TableName });
      return writeOf('Delete', tables, { ...(isObject(remove) && remove), TableName });
    }),
  );
  checkApart(writes, 'Provided list of item keys contains duplicates');
  for (const { fault } of writes) if (fault) throw fault;
  return () => {
    const units = new Map<string, number>();
    for (const write of writes) {
      const stored = write.table.get(write.key);
      const { item, indexes } = apply(write, stored, write.next(stored));
      addUnits(units, write.tableName, item + indexes);
    }
    return { UnprocessedItems: {}, ...consumedByTable(input, units) };
  };
}

/** Throws ValidationException where two writes are of one item. */
export function checkApart(writes: readonly Write[], fault: string): void {
  const places = new Set(writes.map(({ tableName, key }) => JSON.stringify([tableName, key])));
  if (places.size < writes.length) throw invalid(fault);
}
