import { mergeOrder, type MergeResult, type OrderDelivery } from '../../core/conversions/mergeOrder.ts';
import type { Customer } from '../../core/customers/customer.ts';
import { applyOrder, applyRefund } from '../../core/customers/orders.ts';
import { ConflictError, VersionConflictError } from '../../core/shared/errors.ts';
import type { Deps } from '../ports/deps.ts';
import { isContention, MAX_TRIES } from '../customers/changeCustomer.ts';
import type { DefaultCustomer } from '../customers/findCustomer.ts';
import { withMemberships } from '../segments/memberships.ts';
import { failedCondition, onceOnly, type ReceiptKey } from './receipt.ts';
import type { WriteOperation } from '../ports/stores/transact.ts';
import type { StoredOrder } from '../ports/stores/orders.ts';

type Dependencies = Pick<Deps, 'stores' | 'clock'>;
type Changed = Extract<MergeResult, { kind: 'changed' }>;

/**
 * Records an order or a refund: receipt, order record and the customer's aggregates and memberships in one
 * transaction. The usual way is one read and three writes; whatever came in between is read and tried again. The same
 * delivery any number of times, under any receipt, counts once.
 */
export async function recordOrder(
  deps: Dependencies,
  delivery: OrderDelivery,
  defaultCustomer: DefaultCustomer,
  receipt?: ReceiptKey,
): Promise<'done' | 'repeat'> {
  const turn = delivery.kind === 'placed' ? delivery.order.customerId : delivery.orderId;
  return deps.stores.customers.inTurn(turn, () =>
    onceOnly(deps, receipt, () => attempt(deps, delivery, receipt, defaultCustomer)),
  );
}

async function attempt(
  deps: Dependencies,
  delivery: OrderDelivery,
  receipt: ReceiptKey | undefined,
  defaultCustomer: DefaultCustomer,
): Promise<void> {
  const { stores } = deps;
  const orderId = delivery.kind === 'placed' ? delivery.order.orderId : delivery.orderId;
  const fences = receipt ? [stores.receipts.operation(receipt)] : [];
  // An order is mostly new, so it is not read first: the condition of the write tells where it is not.
  let stored = delivery.kind === 'placed' ? undefined : await stores.orders.get(orderId);
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const merged = mergeOrder(stored?.order, delivery);
    if (merged.kind === 'conflict') {
      throw new ConflictError(`order ${orderId} is stored with another ${merged.field}; the first one stays`, {
        field: merged.field,
      });
    }
    if (merged.kind === 'unchanged') {
      if (fences.length > 0) await stores.transact(fences);
      return;
    }
    const operations: WriteOperation[] = [
      ...fences,
      stores.orders.operation(merged.next, stored?.version ?? 0),
      ...(await customerOperations(deps, merged, defaultCustomer)),
    ];
    try {
      await stores.transact(operations);
      return;
    } catch (error) {
      const lost = failedCondition(error, fences.length);
      if (failedCondition(error, 0) && fences.length > 0) throw error;
      if (lost) stored = await storedNow(deps, orderId, lost.item);
      else if (!isContention(error, fences.length)) throw error;
    }
  }
  throw new VersionConflictError(`order ${orderId} is being written by too many at once`);
}

async function storedNow(
  { stores }: Dependencies,
  orderId: string,
  item: Parameters<typeof stores.orders.parse>[0] | undefined,
): Promise<StoredOrder | undefined> {
  return item ? stores.orders.parse(item) : stores.orders.get(orderId);
}

async function customerOperations(
  deps: Dependencies,
  merged: Changed,
  defaultCustomer: DefaultCustomer,
): Promise<WriteOperation[]> {
  const { stores } = deps;
  const { order, refunds } = merged.apply;
  const customerId = merged.next.customerId;
  if (customerId === undefined || (!order && refunds.length === 0)) return [];
  const current = await stores.customers.get(customerId);
  // A refund for a customer who was erased changes the order only.
  if (!current && !order) return [];
  const { timeZone } = order ? await stores.settings.adoptCurrency(order.currency) : await stores.settings.get();
  const before = current ?? (await defaultCustomer(customerId));
  const settled = await withMemberships(deps, applyEffects(before, merged, timeZone));
  return [
    stores.customers.operation(settled.customer),
    ...settled.events.slice(0, 90).map((event) => stores.timeline.operation(customerId, event)),
  ];
}

/** The customer after what an order's record newly knows. */
export function applyEffects(customer: Customer, { apply }: Changed, timeZone: string): Customer {
  let next = apply.order ? applyOrder(customer, apply.order, timeZone) : customer;
  for (const refund of apply.refunds) {
    next = applyRefund(next, { amount: refund.amount, currency: refund.currency, refundedAt: refund.at }, timeZone);
  }
  return next;
}
