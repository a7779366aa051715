import type { Customer } from '../../core/customers/customer.ts';
import { normaliseEmail } from '../../core/customers/email.ts';
import type { Stores } from '../ports/stores/stores.ts';

export interface CustomerSearch {
  /** An exact customer id or e-mail address; anything else would read the whole table. Blank: everybody. */
  readonly query?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** A page of customers, newest first, or those found. */
export async function searchCustomers(
  { customers }: Pick<Stores, 'customers'>,
  { query = '', cursor, limit }: CustomerSearch,
): Promise<{ readonly items: readonly Customer[]; readonly next: string | undefined }> {
  const wanted = query.trim();
  const { ids, next } =
    wanted === '' ? await customers.newest(limit, cursor) : { ids: await idsFor(customers, wanted), next: undefined };
  const known = await customers.getMany(ids);
  return { items: ids.flatMap((id) => known.get(id) ?? []), next };
}

async function idsFor(customers: Stores['customers'], query: string): Promise<string[]> {
  const address = normaliseEmail(query);
  const [own, byEmail] = await Promise.all([
    customers.get(query),
    address.ok ? customers.idsByEmail(address.email) : Promise.resolve([]),
  ]);
  return [...new Set([...(own ? [own.id] : []), ...byEmail])];
}
