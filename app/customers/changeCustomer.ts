import type { Customer } from '../../core/customers/customer.ts';
import { VersionConflictError } from '../../core/shared/errors.ts';
import type { Deps } from '../ports/deps.ts';
import { withMemberships } from '../segments/memberships.ts';
import { TransactionFailedError, type WriteOperation } from '../ports/stores/transact.ts';
import type { CustomerEvent } from '../../core/customers/timeline.ts';

type Dependencies = Pick<Deps, 'stores' | 'clock'>;

/** How often a write that lost against another is repeated. */
export const MAX_TRIES = 12;

export interface CustomerChange {
  readonly customer: Customer;
  /** What the change puts on the timeline. */
  readonly events?: readonly CustomerEvent[];
}

/**
 * Reads a customer, changes them, re-evaluates their segments and writes it all in one transaction, repeated until no
 * other write comes in between. `undefined` from `change` = nothing to write. Operations `alongside` (receipts) go into
 * the same transaction, also where the customer stays as they are; a condition of theirs that fails is thrown.
 * Returns the customer as stored afterwards.
 */
export async function changeCustomer(
  deps: Dependencies,
  id: string,
  change: (current: Customer | undefined) => CustomerChange | undefined | Promise<CustomerChange | undefined>,
  alongside: readonly WriteOperation[] = [],
): Promise<Customer | undefined> {
  return deps.stores.customers.inTurn(id, async () => {
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const current = await deps.stores.customers.get(id);
      const changed = await change(current);
      if (changed === undefined || changed.customer === current) {
        if (alongside.length > 0) await deps.stores.transact(alongside);
        return current;
      }
      const settled = await withMemberships(deps, changed.customer);
      try {
        return await write(deps, settled.customer, [...(changed.events ?? []), ...settled.events], alongside);
      } catch (error) {
        if (!isContention(error, alongside.length)) throw error;
      }
    }
    throw new VersionConflictError(`customer ${id} is being changed by too many at once`);
  });
}

async function write(
  { stores }: Dependencies,
  customer: Customer,
  events: readonly CustomerEvent[],
  alongside: readonly WriteOperation[],
): Promise<Customer> {
  if (events.length === 0 && alongside.length === 0) return stores.customers.save(customer);
  await stores.transact([
    ...alongside,
    stores.customers.operation(customer),
    ...events.slice(0, 90).map((event) => stores.timeline.operation(customer.id, event)),
  ]);
  return { ...customer, version: customer.version + 1 };
}

/** True where the loss was about the customer (or a passing conflict), not about a condition among the first `fences`. */
export function isContention(error: unknown, fences: number): boolean {
  if (error instanceof VersionConflictError) return true;
  if (!(error instanceof TransactionFailedError) || !error.retryable) return false;
  return !error.failed.some(({ index, reason }) => reason === 'condition' && index < fences);
}
