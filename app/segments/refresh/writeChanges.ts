import { membershipEvents } from '../../../core/customers/membershipEvents.ts';
import { storedId } from '../../../core/customers/storedCustomer.ts';
import type { StoredCustomer } from '../../../core/customers/storedItem.ts';
import type { CustomerEvents } from '../../../core/customers/timeline.ts';
import type { MembershipChange } from '../../../core/segments/refresh/membership.ts';
import type { Stores } from '../../ports/stores/stores.ts';
import { forEachLimit } from '../../shared/forEachLimit.ts';
import { applyChange, type ChangeRules, type Written } from './applyChange.ts';
import type { Examined } from './examine.ts';

const WRITES_AT_ONCE = 12;
/** Customers whose changes are told together: events go 25 a call. What a crash leaves untold, the retry tells. */
const STRIDE = 50;

export interface Changed extends Examined {
  readonly change: MembershipChange;
}

export interface Writing extends ChangeRules {
  readonly onWritten: (changed: Changed, written: Written) => void;
}

/** Writes what changed of some customers, and tells their timelines. */
export async function writeChanges(
  stores: Pick<Stores, 'customers' | 'timeline'>,
  changes: readonly Changed[],
  { onWritten, ...rules }: Writing,
): Promise<void> {
  for (let from = 0; from < changes.length; from += STRIDE) {
    const told: CustomerEvents[] = [];
    await forEachLimit(changes.slice(from, from + STRIDE), WRITES_AT_ONCE, async (changed) => {
      const written = await applyChange(stores, changed, rules);
      if (!written) return;
      onWritten(changed, written);
      told.push(entryFor(changed.item, written.change, rules.at));
    });
    await stores.timeline.appendAll(told);
  }
}

/** What the timeline is told of a customer whose memberships changed at `at` (epoch ms). */
export function entryFor(item: StoredCustomer, change: MembershipChange, at: number): CustomerEvents {
  return { customerId: storedId(item), events: membershipEvents(change, at) };
}
