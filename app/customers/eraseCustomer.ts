import { NotFoundError } from '../../core/shared/errors.ts';
import type { Deps } from '../ports/deps.ts';
import { addressHash } from './addressHash.ts';

/**
 * Erases a person: profile, timeline and engagement go; of the address a keyed hash stays, so that a file that brings
 * it back never makes it mailed again. Orders stay as figures under the shop's own id. The profile goes last: a
 * crash before that leaves something to erase again.
 */
export async function eraseCustomer(deps: Pick<Deps, 'stores' | 'signer' | 'clock'>, id: string): Promise<void> {
  const { stores } = deps;
  const customer = await stores.customers.get(id);
  if (!customer) throw new NotFoundError('customer', id);
  if (customer.email !== undefined) {
    await stores.suppressions.add({ hash: addressHash(deps, customer.email), reason: 'erased', at: deps.clock() });
  }
  await stores.timeline.removeAll(id);
  await stores.customers.remove(id);
}
