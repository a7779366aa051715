import type { Suppression } from '../../core/customers/customer.ts';
import type { Deps } from '../ports/deps.ts';
import type { SuppressedAddress } from '../../core/customers/suppressedAddress.ts';

type Dependencies = Pick<Deps, 'stores' | 'signer'>;

/** The keyed hash an erased address is remembered by: nobody without the key can tell whose it is. */
export function addressHash({ signer }: Pick<Deps, 'signer'>, email: string): string {
  return signer.hashAddress(email);
}

/** Why an address that somebody brings (again) must not be mailed, or undefined. */
export async function suppressionOf(deps: Dependencies, email: string): Promise<Suppression | undefined> {
  return asSuppression(await deps.stores.suppressions.get(addressHash(deps, email)));
}

function asSuppression(known: SuppressedAddress | undefined): Suppression | undefined {
  if (!known) return undefined;
  return { reason: known.reason === 'erased' ? 'manual' : known.reason, at: known.at };
}
