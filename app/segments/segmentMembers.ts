import { z } from 'zod';
import { encodeCursor } from '../../contract/cursor.ts';
import { BUCKETS } from '../../core/shared/hash.ts';
import { memberSince, storedId } from '../../core/customers/storedCustomer.ts';
import { timeText } from '../../core/shared/timeText.ts';
import { cursorPosition } from '../ports/stores/cursor.ts';
import type { Stores } from '../ports/stores/stores.ts';

/** Most customers that one page of members reads: a small segment of a large table comes in several short pages. */
const MOST_READ = 20_000;

const position = z.object({ bucket: z.int(), id: z.string() });

export interface Member {
  readonly customerId: string;
  readonly since: string;
}

/** A page of a segment's members, by bucket and id. `next` may come with fewer items than the limit, or none. */
export async function segmentMembers(
  { customers }: Stores,
  segmentId: string,
  request: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<{ items: Member[]; next: string | undefined }> {
  const after = cursorPosition(request.cursor, position);
  const items: Member[] = [];
  let read = 0;
  for await (const page of customers.pages({ from: after?.bucket ?? 0, to: BUCKETS }, { after })) {
    for (const item of page.items) {
      const since = memberSince(item, segmentId);
      if (since === undefined) continue;
      items.push({ customerId: storedId(item), since: timeText(since) });
      if (items.length === request.limit)
        return { items, next: encodeCursor({ bucket: page.last.bucket, id: storedId(item) }) };
    }
    read += page.items.length;
    if (read >= MOST_READ) return { items, next: encodeCursor(page.last) };
  }
  return { items, next: undefined };
}
