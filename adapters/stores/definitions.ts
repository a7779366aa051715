import { z } from 'zod';
import { ConflictError, NotFoundError, VersionConflictError } from '../../core/shared/errors.ts';
import { retryConflicts } from '../dynamo/retryConflicts.ts';
import { cursorPosition } from '../../app/ports/stores/cursor.ts';
import { encodeCursor } from '../../contract/cursor.ts';
import type { Database } from '../dynamo/database.ts';
import { ABSENT, atVersion, canBeKey, decodeDocument, documentKey, encodeDocument } from '../dynamo/documents.ts';
import { deleteItem, getItem, putItem } from '../dynamo/items.ts';
import { queryAll, queryPage } from '../dynamo/query.ts';
import { createKeyedMutex } from '../../core/shared/keyedMutex.ts';
import type { Definitions, StoredItem, Versioned } from '../../app/ports/stores/records.ts';

/** Records of one kind under one partition (`pk` = kind, `sk` = id): few enough to be listed from there. */
export function createDefinitions<T extends { readonly id: string }>(
  database: Database,
  kind: { readonly name: string; readonly partition: string; readonly schema: z.ZodType<T> },
): Definitions<T> {
  const pk = kind.partition;
  const writing = createKeyedMutex();
  const partition = { name: 'pk', value: pk };
  const cursorSchema = z.tuple([z.literal(pk), z.string().min(1)]);
  const encode = (item: T, version: number): StoredItem => encodeDocument({ pk, sk: item.id }, item, { version });
  const decode = (item: StoredItem): Versioned<T> => decodeDocument(item, kind.schema);

  async function get(id: string): Promise<Versioned<T> | undefined> {
    if (!canBeKey(id)) return undefined;
    const item = await getItem(database, 'control', documentKey({ pk, sk: id }));
    return item && decode(item);
  }

  async function update(item: T, expectedVersion: number): Promise<Versioned<T>> {
    const stored = encode(item, expectedVersion + 1);
    const outcome = await putItem(database, 'control', stored, atVersion(expectedVersion));
    if (!outcome.ok) throw new VersionConflictError(`${kind.name} ${item.id} was changed by somebody else`);
    return decode(stored);
  }

  async function tryMutate(id: string, change: (current: Versioned<T>) => T): Promise<Versioned<T>> {
    const current = await get(id);
    if (!current) throw new NotFoundError(kind.name, id);
    const next = change(current);
    return next === current ? current : update(next, current.version);
  }

  return {
    get,
    update,
    async create(item) {
      const stored = encode(item, 1);
      const outcome = await putItem(database, 'control', stored, ABSENT);
      if (!outcome.ok) throw new ConflictError(`${kind.name} ${item.id} exists already`);
      return decode(stored);
    },
    async list({ limit, cursor }) {
      const after = cursorPosition(cursor, cursorSchema)?.[1];
      const { items } = await queryPage(database, {
        table: 'control',
        partition,
        newestFirst: true,
        consistent: true,
        limit: limit + 1,
        startKey: after === undefined ? undefined : documentKey({ pk, sk: after }),
      });
      const shown = items.slice(0, limit).map(decode);
      const last = shown.at(-1);
      return { items: shown, ...(items.length > limit && last && { next: encodeCursor([pk, last.id]) }) };
    },
    async all() {
      const request = { table: 'control', partition, newestFirst: true, consistent: true } as const;
      return (await queryAll(database, request)).map(decode);
    },
    mutate: (id, change) =>
      // Writers in this process are serialised, so only other processes can interfere.
      writing(id, () => retryConflicts(database.backoff, () => tryMutate(id, change))),
    async remove(id) {
      if (canBeKey(id)) await deleteItem(database, 'control', documentKey({ pk, sk: id }));
    },
  };
}
