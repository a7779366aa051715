import type { Customer } from '../../core/customers/customer.ts';
import { normaliseEmail } from '../../core/customers/email.ts';
import { addressHash } from '../customers/addressHash.ts';
import { changeCustomer } from '../customers/changeCustomer.ts';
import type { Deps } from '../ports/deps.ts';
import { type SesEvent, suppressedBy } from './sesEvent.ts';

type Dependencies = Pick<Deps, 'stores' | 'clock' | 'signer'>;

/**
 * Stops all mail to an address that bounced for good or complained: at once for every customer who has it, and by its
 * keyed hash for whoever brings it later. The first reason stays.
 */
export async function suppress(deps: Dependencies, event: SesEvent, customerId: string | undefined): Promise<void> {
  const found = suppressedBy(event);
  if (!found) return;
  const { reason, at, addresses } = found;
  for (const address of addresses) {
    const normalised = normaliseEmail(address);
    if (!normalised.ok) continue;
    const { email } = normalised;
    await deps.stores.suppressions.add({ hash: addressHash(deps, email), reason, at });
    // The tagged customer is named besides the index: it lags, and this may not wait.
    const ids = new Set([
      ...(customerId === undefined ? [] : [customerId]),
      ...(await deps.stores.customers.idsByEmail(email)),
    ]);
    for (const id of ids) {
      await changeCustomer(deps, id, (current) =>
        // A customer who has another address by now is not the one who bounced.
        current?.email === email && !current.suppression ? suppressed(current, reason, at) : undefined,
      );
    }
  }
}

function suppressed(customer: Customer, reason: 'bounced' | 'complained', at: number) {
  return {
    customer: { ...customer, suppression: { reason, at } },
    events: [{ at, type: reason, id: `${reason}:${at}` }],
  };
}
