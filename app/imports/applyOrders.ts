import { mergeOrder } from '../../core/conversions/mergeOrder.ts';
import { newCustomer, type Customer } from '../../core/customers/customer.ts';
import { applyEffects, recordOrder } from '../conversions/recordOrder.ts';
import type { Deps } from '../ports/deps.ts';
import { faultsOf } from './applyCustomers.ts';
import type { OrderRow } from './ordersRow.ts';
import { reject, type Numbered, type Rejection } from './rejection.ts';
import { MAX_OPERATIONS, writeTogether, type Unit } from './writeTogether.ts';
import type { StoredOrder } from '../ports/stores/orders.ts';

type Dependencies = Pick<Deps, 'stores' | 'clock'>;
type NumberedOrder = Numbered<OrderRow>;

export interface OrdersOptions {
  readonly timeZone: string;
  readonly createCustomers: boolean;
}

const CONFLICT_COLUMNS: Readonly<Record<string, string>> = {
  customerId: 'customer_id',
  placedAt: 'placed_at',
  refundedAt: 'placed_at',
};

/**
 * Applies a batch of orders and refunds: two batch reads, then transactions that hold whole customers (their new
 * order records and their profile), so that an order and the aggregate it is counted in are never apart. Segments are
 * left to the next refresh.
 */
export async function applyOrders(
  deps: Dependencies,
  rows: readonly NumberedOrder[],
  options: OrdersOptions,
): Promise<Rejection[]> {
  const rejections: Rejection[] = [];
  for (const part of partsOf(rows)) rejections.push(...(await applyPart(deps, part, options)));
  return rejections;
}

/** Cuts a batch where a single customer's orders would not fit into one transaction. */
function partsOf(rows: readonly NumberedOrder[]): NumberedOrder[][] {
  const parts: NumberedOrder[][] = [];
  let part: NumberedOrder[] = [];
  let counts = new Map<string, number>();
  for (const row of rows) {
    const count = (counts.get(row.value.customerId) ?? 0) + 1;
    if (count >= MAX_OPERATIONS) {
      parts.push(part);
      part = [];
      counts = new Map();
    }
    counts.set(row.value.customerId, counts.has(row.value.customerId) ? count : 1);
    part.push(row);
  }
  if (part.length > 0) parts.push(part);
  return parts;
}

interface Work {
  readonly customer: Customer;
  readonly orders: Map<string, StoredOrder>;
  readonly rows: NumberedOrder[];
}

async function applyPart(
  deps: Dependencies,
  rows: readonly NumberedOrder[],
  options: OrdersOptions,
): Promise<Rejection[]> {
  const { stores } = deps;
  const [customers, orders] = await Promise.all([
    stores.customers.getMany(rows.map(({ value }) => value.customerId)),
    stores.orders.getMany(rows.map(({ value }) => value.orderId)),
  ]);
  const rejections: Rejection[] = [];
  const work = new Map<string, Work>();
  const now = deps.clock();
  for (const row of rows) {
    const { customerId, orderId, delivery } = row.value;
    const done = work.get(customerId);
    const stored = orders.get(orderId);
    const customer =
      done?.customer ??
      customers.get(customerId) ??
      (options.createCustomers ? newCustomer(customerId, now) : undefined);
    if (!customer) {
      rejections.push(
        reject(row, [
          { path: 'customer_id', reason: 'is not known: import customers first, or add ?createCustomers=true' },
        ]),
      );
      continue;
    }
    const merged = mergeOrder(stored?.order, delivery);
    if (merged.kind === 'conflict') {
      const path = CONFLICT_COLUMNS[merged.field] ?? merged.field;
      rejections.push(
        reject(row, [{ path, reason: `differs from what is stored for order ${orderId}; the first one stays` }]),
      );
    }
    if (merged.kind !== 'changed') continue;
    const version = stored?.version ?? 0;
    orders.set(orderId, { order: merged.next, version });
    const item: Work = {
      customer: applyEffects(customer, merged, options.timeZone),
      orders: done?.orders ?? new Map<string, StoredOrder>(),
      rows: done?.rows ?? [],
    };
    item.orders.set(orderId, { order: merged.next, version });
    item.rows.push(row);
    work.set(customerId, item);
  }
  const lost = await writeTogether(
    deps,
    [...work.values()].map((item) => unitOf(deps, item)),
  );
  for (const row of lost) {
    try {
      await recordOrder(deps, row.value.delivery, (id) => Promise.resolve(newCustomer(id, now)));
    } catch (error) {
      rejections.push(reject(row, faultsOf(error)));
    }
  }
  return rejections;
}

function unitOf({ stores }: Dependencies, { customer, orders, rows }: Work): Unit<NumberedOrder> {
  const written = [...orders.values()].map(({ order, version }) => stores.orders.operation(order, version));
  return { operations: [...written, stores.customers.operation(customer)], of: rows };
}
