import type { Import, RejectedRow } from '../../core/imports/import.ts';
import { csvCell } from '../csv/cells.ts';
import type { Stores } from '../ports/stores/stores.ts';

/** How many rejected rows an import's own record lists; the file of all of them has the rest. */
const LISTED = 1000;
const LIST_PAGE = 200;

type ImportFault = Pick<RejectedRow, 'row' | 'field' | 'reason'>;

/** Why rows of an import were rejected, the first 1000; before them why the whole file was, as of row 0. */
export async function firstRejections(
  { imports }: Pick<Stores, 'imports'>,
  { id, failure }: Import,
): Promise<ImportFault[]> {
  const faults: ImportFault[] = failure === undefined ? [] : [{ row: 0, field: 'file', reason: failure }];
  let cursor: string | undefined;
  do {
    const rejected = await imports.rejected(id, { limit: LIST_PAGE, cursor });
    for (const { row, field, reason } of rejected.items) faults.push({ row, field, reason });
    cursor = rejected.next;
  } while (cursor !== undefined && faults.length < LISTED);
  return faults.slice(0, LISTED);
}

/** Every rejected row with its reason as CSV, UTF-8 with a byte order mark, safe to open in a spreadsheet. */
export async function* rejectedCsv({ imports }: Pick<Stores, 'imports'>, importId: string): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  yield encoder.encode('\ufeffrow,field,reason,line\r\n');
  for await (const rows of imports.rejectedPages(importId)) {
    const text = rows.map(
      ({ row, field, reason, line }) => `${row},${csvCell(field)},${csvCell(reason)},${csvCell(line)}\r\n`,
    );
    yield encoder.encode(text.join(''));
  }
}
