import { decodeCustomer } from '../../core/customers/codec.ts';
import { FIELD, memberSince, storedAttributes } from '../../core/customers/storedCustomer.ts';
import type { StoredCustomer } from '../../core/customers/storedItem.ts';
import { TooLargeError } from '../../core/shared/errors.ts';
import { BUCKETS } from '../../core/shared/hash.ts';
import { customersHeader, customersLine } from '../csv/customersFile.ts';
import type { Stores } from '../ports/stores/stores.ts';

/** An import takes 1000 columns. */
const MOST_ATTRIBUTES = 990;

type Customers = Pick<Stores, 'customers'>;

/**
 * The stored members of a segment as a customers file, UTF-8 with a byte order mark. Two passes: the first finds the
 * columns, the second streams the rows, so memory holds a page. An attribute that is first stored between the two is
 * left out. Throws TooLargeError where the members have more different attributes than a file can have columns. `onPage`
 * is called before each page, and may throw to give up.
 */
export async function membersCsv(
  stores: Customers,
  segmentId: string,
  onPage: () => void = () => undefined,
): Promise<AsyncGenerator<Uint8Array, void>> {
  const pages = (fields?: readonly string[]) => memberPages(stores, segmentId, { onPage, fields });
  const names = new Set<string>();
  for await (const members of pages([FIELD.segments, FIELD.attributes])) {
    for (const item of members) {
      for (const name in storedAttributes(item)) names.add(name);
    }
    if (names.size > MOST_ATTRIBUTES) {
      throw new TooLargeError(`the members have more than ${MOST_ATTRIBUTES} different attributes, too many columns`);
    }
  }
  return rows(pages(), [...names].sort());
}

async function* rows(pages: AsyncIterable<StoredCustomer[]>, attributes: string[]): AsyncGenerator<Uint8Array, void> {
  const encoder = new TextEncoder();
  yield encoder.encode(`\ufeff${customersHeader(attributes)}`);
  for await (const members of pages) {
    const lines = members.map((item) => customersLine(decodeCustomer(item), attributes));
    if (lines.length > 0) yield encoder.encode(lines.join(''));
  }
}

async function* memberPages(
  { customers }: Customers,
  segmentId: string,
  { onPage, fields }: { readonly onPage: () => void; readonly fields: readonly string[] | undefined },
): AsyncGenerator<StoredCustomer[]> {
  for await (const { items } of customers.pages({ from: 0, to: BUCKETS }, { fields })) {
    onPage();
    yield items.filter((item) => memberSince(item, segmentId) !== undefined);
  }
}
