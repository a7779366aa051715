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

/** How one refresh changes memberships. */
export interface ChangeRules {
  /** When the run began (epoch ms): since when whoever enters is a member. */
  readonly at: number;
  /** What is to change of a customer who was written meanwhile. */
  readonly changeOf: (item: StoredCustomer) => MembershipChange | undefined;
  /** What this refresh has made of a customer already. */
  readonly madeBefore: (item: StoredCustomer) => MembershipChange | undefined;
}

/**
 * Writes a membership change; the caller tells the timeline. Where somebody else wrote the customer meanwhile, the
 * customer is read and evaluated again. Returns what this refresh has written, also where a try of it that died did;
 * undefined where it has written nothing.
 */
export async function applyChange(
  stores: Pick<Stores, 'customers'>,
  first: { readonly item: StoredCustomer; readonly change: MembershipChange },
  { at, changeOf, madeBefore }: ChangeRules,
): Promise<Written | undefined> {
  let { item, change } = first;
  const id = storedId(item);
  for (let tries = 0; tries < TRIES; tries++) {
    if (await stores.customers.updateMembership(item, change, at)) {
      return { change, disturbed: tries > 0 };
    }
    const fresh = (await stores.customers.getManyStored([id])).get(id);
    if (!fresh) return undefined;
    const again = changeOf(fresh);
    if (!again) {
      // The other writer may have been an invocation of this very refresh that died: what it wrote is still untold.
      const made = madeBefore(fresh);
      return made && { change: made, disturbed: true };
    }
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
