import type { CustomerPage } from '../../ports/stores/customers.ts';

/** A full page of DynamoDB, 1 MB, is a group by itself. */
const LEAST = 800;
/** The clock is looked at between groups, so one may not take long to read. */
const MOST_PAGES = 16;

/** Neighbouring pages together: the partitions of a small shop hold a few dozen customers, and one call serves several. */
export async function* groupPages(
  pages: AsyncIterable<CustomerPage>,
): AsyncGenerator<readonly CustomerPage[], void, undefined> {
  let group: CustomerPage[] = [];
  let items = 0;
  for await (const page of pages) {
    group.push(page);
    items += page.items.length;
    if (items < LEAST && group.length < MOST_PAGES) continue;
    yield group;
    group = [];
    items = 0;
  }
  if (group.length > 0) yield group;
}
