import { leftAt } from '../../../core/customers/leftSegments.ts';
import { memberSince, storedId } from '../../../core/customers/storedCustomer.ts';
import type { StoredCustomer } from '../../../core/customers/storedItem.ts';
import type { MembershipChange } from '../../../core/segments/refresh/membership.ts';
import { VersionConflictError } from '../../../core/shared/errors.ts';
import type { Stores } from '../../ports/stores/stores.ts';

const TRIES = 5;

export interface Written {
  readonly change: MembershipChange;
  /** Whether somebody else wrote the customer meanwhile. */
  readonly disturbed: boolean;
}

/**
 * Writes a membership change; the caller tells the timeline. Where somebody else wrote the customer meanwhile, the
 * customer is read and evaluated again. Returns what was written; undefined where nothing was left to write.
 */
export async function applyChange(
  stores: Pick<Stores, 'customers'>,
  first: { readonly item: StoredCustomer; readonly change: MembershipChange },
  changeOf: (item: StoredCustomer) => MembershipChange | undefined,
  at: number,
): Promise<Written | undefined> {
  let { item, change } = first;
  const id = storedId(item);
  for (let tries = 0; tries < TRIES; tries++) {
    if (await stores.customers.updateMembership(item, change, at)) {
      return { change, disturbed: tries > 0 };
    }
    const fresh = (await stores.customers.getManyStored([id])).get(id);
    const again = fresh && changeOf(fresh);
    if (!fresh || !again) return undefined;
    item = fresh;
    change = again;
  }
  throw new VersionConflictError('a customer is being written without a pause');
}

/** What the refresh that began at `at` has made of a customer, as stored, already: a try before this one was cut off. */
export function changeSoFar(item: StoredCustomer, ids: readonly string[], at: number): MembershipChange | undefined {
  const enter = ids.filter((id) => memberSince(item, id) === at);
  const leave = leftAt(item, at);
  return enter.length + leave.length === 0 ? undefined : { enter, leave };
}
