import { z } from 'zod';
import { DAY_MS } from '../../core/shared/days.ts';
import { createDefinitions } from './definitions.ts';
import { batchPut } from '../dynamo/batch.ts';
import { cursorPosition } from '../../app/ports/stores/cursor.ts';
import { encodeCursor } from '../../contract/cursor.ts';
import type { Database } from '../dynamo/database.ts';
import { decodeValue, documentKey, encodeDocument, padded } from '../dynamo/documents.ts';
import { queryPage, queryPages } from '../dynamo/query.ts';
import type { StoredItem } from '../../app/ports/stores/records.ts';
import type { Import, RejectedRow } from '../../core/imports/import.ts';
import type { ImportStore } from '../../app/ports/stores/imports.ts';

const importSchema: z.ZodType<Import> = z.object({
  id: z.string(),
  kind: z.enum(['customers', 'orders', 'assignments']),
  format: z.enum(['csv', 'ndjson']),
  status: z.enum(['running', 'done', 'failed']),
  createdAt: z.number(),
  finishedAt: z.number().exactOptional(),
  blob: z.string(),
  bytes: z.number().exactOptional(),
  rows: z.number(),
  accepted: z.number(),
  rejected: z.number(),
  options: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  checkpoint: z.object({ byte: z.number(), row: z.number(), state: z.string().exactOptional() }).exactOptional(),
  failure: z.string().exactOptional(),
});

const rejectedSchema: z.ZodType<RejectedRow> = z.object({
  row: z.number(),
  field: z.string(),
  reason: z.string(),
  line: z.string(),
});

const KEPT_MS = 90 * DAY_MS;

export function createImportStore(database: Database): ImportStore {
  const keyOf = (importId: string, row: number) => ({ pk: `import#${importId}`, sk: `row#${padded(row, 9)}` });
  const queryOf = (importId: string) =>
    ({
      table: 'control',
      partition: { name: 'pk', value: keyOf(importId, 0).pk },
      sort: { name: 'sk', beginsWith: 'row#' },
      consistent: true,
    }) as const;
  const decode = (item: StoredItem): RejectedRow => decodeValue(item, rejectedSchema);

  return {
    ...createDefinitions(database, { name: 'import', partition: 'imports', schema: importSchema }),
    async putRejected(importId, rows) {
      const expiresAt = database.clock() + KEPT_MS;
      // One item per row number: a row that comes twice in a batch would make the whole batch fail.
      const byRow = new Map(rows.map((row) => [row.row, row]));
      const items = [...byRow.values()].map((row) => encodeDocument(keyOf(importId, row.row), row, { expiresAt }));
      await batchPut(database, 'control', items);
    },
    async rejected(importId, { limit, cursor }) {
      const after = cursorPosition(cursor, z.tuple([z.literal('row'), z.int().nonnegative()]))?.[1];
      const startKey = after === undefined ? undefined : documentKey(keyOf(importId, after));
      const { items } = await queryPage(database, { ...queryOf(importId), limit: limit + 1, startKey });
      const shown = items.slice(0, limit).map(decode);
      const last = shown.at(-1);
      return { items: shown, ...(items.length > limit && last && { next: encodeCursor(['row', last.row]) }) };
    },
    async *rejectedPages(importId) {
      for await (const items of queryPages(database, queryOf(importId))) yield items.map(decode);
    },
  };
}
