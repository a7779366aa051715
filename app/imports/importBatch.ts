import type { Deps } from '../ports/deps.ts';
import { applyAssignments } from './applyAssignments.ts';
import { applyCustomers } from './applyCustomers.ts';
import { applyOrders } from './applyOrders.ts';
import { readAssignmentRow } from './assignmentsRow.ts';
import { readCustomerRow, type Read } from './customersRow.ts';
import { readOrderRow } from './ordersRow.ts';
import type { Row } from './parseRow.ts';
import { reject, type Numbered, type Rejection } from './rejection.ts';
import type { Import } from '../../core/imports/import.ts';

type Dependencies = Pick<Deps, 'stores' | 'clock' | 'ids' | 'signer'>;

/** Reads and applies a batch of rows of an import; returns the rows that were not taken. */
export async function importBatch(
  deps: Dependencies,
  { kind, options }: Import,
  rows: readonly Numbered<Row>[],
): Promise<Rejection[]> {
  const { timeZone } = await deps.stores.settings.get();
  switch (kind) {
    case 'customers': {
      const { good, bad } = sort(rows, readCustomerRow);
      return [...bad, ...(await applyCustomers(deps, good))];
    }
    case 'orders': {
      const { good, bad } = sort(rows, (row) => readOrderRow(row, timeZone, deps.clock()));
      const createCustomers = options['createCustomers'] === true;
      const rejections = await applyOrders(deps, good, { timeZone, createCustomers });
      const currency = firstCurrency(good, rejections);
      if (currency !== undefined) await deps.stores.settings.adoptCurrency(currency);
      return [...bad, ...rejections];
    }
    case 'assignments': {
      const { good, bad } = sort(rows, (row) => readAssignmentRow(row, timeZone, deps.clock()));
      const days = options['windowDays'];
      return [...bad, ...(await applyAssignments(deps, good, typeof days === 'number' ? days : undefined))];
    }
  }
}

function sort<T>(
  rows: readonly Numbered<Row>[],
  read: (row: Row) => Read<T>,
): { good: Numbered<T>[]; bad: Rejection[] } {
  const good: Numbered<T>[] = [];
  const bad: Rejection[] = [];
  for (const row of rows) {
    const result = read(row.value);
    if (result.errors) bad.push(reject(row, result.errors));
    else good.push({ row: row.row, line: row.line, value: result.value });
  }
  return { good, bad };
}

/** The currency of the first order that was taken: a workspace that never chose one adopts it. */
function firstCurrency(rows: Parameters<typeof applyOrders>[1], rejections: readonly Rejection[]): string | undefined {
  const rejected = new Set(rejections.map(({ row }) => row));
  for (const { row, value } of rows) {
    if (!rejected.has(row) && value.delivery.kind === 'placed') return value.delivery.order.currency;
  }
  return undefined;
}
