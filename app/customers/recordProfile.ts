import { newCustomer, type Customer } from '../../core/customers/customer.ts';
import { applyProfileChange, type ProfileChange } from '../../core/customers/profile.ts';
import type { Deps } from '../ports/deps.ts';
import { suppressionOf } from './addressHash.ts';
import { changeCustomer, type CustomerChange } from './changeCustomer.ts';
import type { CustomerEvent } from '../../core/customers/timeline.ts';
import type { WriteOperation } from '../ports/stores/transact.ts';

type Dependencies = Pick<Deps, 'stores' | 'clock' | 'signer'>;

/** Creates or changes a profile. `source` says through what: it is kept with a consent. */
export async function recordProfile(
  deps: Dependencies,
  id: string,
  change: ProfileChange,
  source: string,
  alongside: readonly WriteOperation[] = [],
): Promise<Customer | undefined> {
  return changeCustomer(deps, id, (current) => changedProfile(deps, id, current, change, source), alongside);
}

async function changedProfile(
  deps: Dependencies,
  id: string,
  current: Customer | undefined,
  change: ProfileChange,
  source: string,
): Promise<CustomerChange> {
  const now = deps.clock();
  const next = applyProfileChange(current ?? newCustomer(id, now), change, { now, source });
  if (next.email === undefined || next.email === current?.email)
    return { customer: next, events: consentEvents(current, next) };
  const suppression = await suppressionOf(deps, next.email);
  const customer = suppression && !next.suppression ? { ...next, suppression } : next;
  return { customer, events: consentEvents(current, customer) };
}

/** A consent given or withdrawn, as the timeline keeps it. */
function consentEvents(before: Customer | undefined, after: Customer): CustomerEvent[] {
  const consent = after.consent.email;
  if (!consent || consent === before?.consent.email || consent.granted === before?.consent.email?.granted) return [];
  const { at, granted, source } = consent;
  return [
    { at, type: granted ? 'consent.granted' : 'consent.withdrawn', id: `consent:${at}`, channel: 'email', source },
  ];
}
