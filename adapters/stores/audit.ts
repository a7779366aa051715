import { z } from 'zod';
import { DAY_MS } from '../../core/shared/days.ts';
import { cursorPosition } from '../../app/ports/stores/cursor.ts';
import { encodeCursor } from '../../contract/cursor.ts';
import type { Database } from '../dynamo/database.ts';
import { decodeValue, documentKey, encodeDocument, padded } from '../dynamo/documents.ts';
import { putItem } from '../dynamo/items.ts';
import { queryPage } from '../dynamo/query.ts';
import type { AuditEntry } from '../../core/workspace/auditEntry.ts';
import type { AuditStore } from '../../app/ports/stores/audit.ts';

const entrySchema: z.ZodType<AuditEntry> = z.object({
  id: z.string(),
  at: z.number(),
  who: z.object({ kind: z.string(), id: z.string(), name: z.string() }),
  method: z.string(),
  route: z.string(),
  target: z.string().exactOptional(),
  fields: z.array(z.string()),
  status: z.number(),
});

/** How long an entry is kept; months before that are not looked at. */
const KEPT_MS = 400 * DAY_MS;

/** A partition is a month, so that no list and no partition grows for ever. */
export function createAuditStore(database: Database): AuditStore {
  const cursorSchema = z.tuple([z.string().regex(/^\d{4}-\d{2}$/), z.string().min(1).max(200)]);
  const keyOf = (month: string, sk: string) => ({ pk: `audit#${month}`, sk });
  const sortKey = ({ at, id }: AuditEntry) => `${padded(at, 15)}#${id}`;

  return {
    async add(entry) {
      const key = keyOf(monthOf(entry.at), sortKey(entry));
      await putItem(database, 'control', encodeDocument(key, entry, { expiresAt: entry.at + KEPT_MS }));
    },
    async list({ limit, cursor }) {
      const after = cursorPosition(cursor, cursorSchema);
      const oldest = monthOf(database.clock() - KEPT_MS);
      const found: AuditEntry[] = [];
      let startSk = after?.[1];
      for (let month = after?.[0] ?? monthOf(database.clock()); month >= oldest; month = monthBefore(month)) {
        const { items } = await queryPage(database, {
          table: 'control',
          partition: { name: 'pk', value: keyOf(month, '').pk },
          newestFirst: true,
          consistent: true,
          limit: limit + 1 - found.length,
          startKey: startSk === undefined ? undefined : documentKey(keyOf(month, startSk)),
        });
        found.push(...items.map((item) => decodeValue(item, entrySchema)));
        if (found.length > limit) break;
        startSk = undefined;
      }
      const shown = found.slice(0, limit);
      const last = shown.at(-1);
      return {
        items: shown,
        ...(found.length > limit && last && { next: encodeCursor([monthOf(last.at), sortKey(last)]) }),
      };
    },
  };
}

function monthOf(at: number): string {
  return new Date(at).toISOString().slice(0, 7);
}

function monthBefore(month: string): string {
  return monthOf(Date.parse(`${month}-01T00:00:00Z`) - DAY_MS);
}
