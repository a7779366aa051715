import { createHash } from 'node:crypto';
import { normaliseEmail } from '../../core/customers/email.ts';
import { ValidationError } from '../../core/shared/errors.ts';
import { newCustomer, type Customer } from '../../core/customers/customer.ts';
import type { Deps } from '../ports/deps.ts';
import { suppressionOf } from './addressHash.ts';

/** Makes the customer where they are not stored yet: with the address that came along, without consent. */
export type DefaultCustomer = (id: string) => Promise<Customer>;

/**
 * Who a shop means: the id it gave, else the first customer with the address, else a new one. The id of a new one
 * follows from the address, so that two deliveries at once make one customer.
 */
export async function findCustomer(
  deps: Pick<Deps, 'stores' | 'signer' | 'clock'>,
  who: { readonly customerId?: string | undefined; readonly email?: string | undefined },
): Promise<{ readonly customerId: string; readonly defaultCustomer: DefaultCustomer }> {
  const address = who.email === undefined ? undefined : normaliseEmail(who.email);
  if (address && !address.ok) throw new ValidationError([{ path: 'data.email', reason: address.reason }]);
  const defaultCustomer: DefaultCustomer = async (id) => {
    const made = newCustomer(id, deps.clock());
    if (!address) return made;
    const suppression = await suppressionOf(deps, address.email);
    return { ...made, email: address.email, ...(suppression && { suppression }) };
  };
  if (who.customerId !== undefined) return { customerId: who.customerId, defaultCustomer };
  if (!address) throw new ValidationError([{ path: 'data.customerId', reason: 'customerId or email is required' }]);
  const [known] = await deps.stores.customers.idsByEmail(address.email);
  return { customerId: known ?? derivedId(address.email), defaultCustomer };
}

function derivedId(email: string): string {
  return `email-${createHash('sha256').update(email).digest('hex').slice(0, 24)}`;
}
