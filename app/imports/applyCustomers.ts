import { newCustomer, type Customer } from '../../core/customers/customer.ts';
import { applyProfileChange } from '../../core/customers/profile.ts';
import { PeykError, ValidationError } from '../../core/shared/errors.ts';
import { suppressionOf } from '../customers/addressHash.ts';
import { recordProfile } from '../customers/recordProfile.ts';
import type { Deps } from '../ports/deps.ts';
import type { CustomerRow } from './customersRow.ts';
import { reject, type Numbered, type Rejection } from './rejection.ts';
import { writeTogether } from './writeTogether.ts';

type Dependencies = Pick<Deps, 'stores' | 'clock' | 'signer'>;

const SOURCE = 'import';

/**
 * Applies a batch of profiles: one read of them all, one conditional write of those that change. Segments are left to
 * the next refresh: re-evaluating each of a million rows would write what the refresh writes anyway.
 */
export async function applyCustomers(deps: Dependencies, rows: readonly Numbered<CustomerRow>[]): Promise<Rejection[]> {
  const stored = await deps.stores.customers.getMany(rows.map(({ value }) => value.id));
  const working = new Map<string, Customer>(stored);
  const rejections: Rejection[] = [];
  const now = deps.clock();
  for (const row of rows) {
    const { id, change } = row.value;
    try {
      working.set(id, applyProfileChange(working.get(id) ?? newCustomer(id, now), change, { now, source: SOURCE }));
    } catch (error) {
      rejections.push(reject(row, faultsOf(error)));
    }
  }
  const changed = [...working.values()].filter((customer) => customer !== stored.get(customer.id));
  const safe = await Promise.all(changed.map((customer) => withSuppression(deps, customer, stored.get(customer.id))));
  const units = safe.map((customer) => ({
    operations: [deps.stores.customers.operation(customer)],
    of: [customer.id],
  }));
  const lost = new Set(await writeTogether(deps, units));
  for (const { value } of rows) if (lost.has(value.id)) await recordProfile(deps, value.id, value.change, SOURCE);
  return rejections;
}

/** The issues of one row; any other error stops the import. */
export function faultsOf(error: unknown): ValidationError['errors'] {
  if (error instanceof ValidationError) return error.errors;
  if (error instanceof PeykError && error.name === 'ConflictError')
    return [{ path: 'order_id', reason: error.message }];
  throw error;
}

async function withSuppression(
  deps: Dependencies,
  customer: Customer,
  before: Customer | undefined,
): Promise<Customer> {
  if (customer.email === undefined || customer.email === before?.email || customer.suppression) return customer;
  const suppression = await suppressionOf(deps, customer.email);
  return suppression ? { ...customer, suppression } : customer;
}
