import type { StoredCustomer } from '../../core/customers/storedItem.ts';
import type { Stores } from '../ports/stores/stores.ts';

/** Parts of the table that are read at the same time: while one page is parsed, the others are on their way. */
const PARTS = 4;

/**
 * Calls `visit` once with every customer as stored, in no order, until it answers false; `fields` names the parts that
 * are read (all of them where it is absent). Memory holds two pages of 1 MB per part, however many customers there are.
 */
export async function everyCustomer(
  { customers }: Pick<Stores, 'customers'>,
  fields: readonly string[] | undefined,
  visit: (item: StoredCustomer) => boolean | undefined,
): Promise<void> {
  let wanted = true;
  const readPart = async (segment: number) => {
    for await (const items of customers.scanPages({ segment, total: PARTS, fields })) {
      for (const item of items) wanted &&= visit(item) !== false;
      if (!wanted) return;
    }
  };
  await Promise.all(Array.from({ length: PARTS }, (_, segment) => readPart(segment)));
}
