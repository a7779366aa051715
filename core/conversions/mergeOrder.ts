import { isPlaced, type Order, type OrderRecord, type PlacedOrder, type Refund } from './order.ts';

/** One delivery about an order. A refund may name its customer (CSV does, the webhook does not). */
export type OrderDelivery =
  | { readonly kind: 'placed'; readonly order: PlacedOrder }
  | { readonly kind: 'refunded'; readonly orderId: string; readonly customerId?: string; readonly refund: Refund };

/** What the customer's aggregates have to take over, now and never again. It belongs to `next.customerId`. */
interface OrderEffects {
  readonly order?: PlacedOrder;
  readonly refunds: readonly Refund[];
}

type ConflictField = 'customerId' | 'amount' | 'currency' | 'placedAt' | 'refundedAt';

export type MergeResult =
  | {
      readonly kind: 'changed';
      readonly next: Order;
      readonly apply: OrderEffects;
      /** Refunds that waited for this order and turned out to be in another currency: dropped. */
      readonly ignored: readonly { readonly refund: Refund; readonly reason: 'otherCurrency' }[];
    }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'conflict'; readonly field: ConflictField };

const UNCHANGED: MergeResult = { kind: 'unchanged' };
const conflict = (field: ConflictField): MergeResult => ({ kind: 'conflict', field });

/**
 * Merges a delivery into what is stored for its order. Deliveries may come in any order and any number of
 * times: the record and the sum of all effects end up the same. One rule carries that: refunds are applied
 * to the customer exactly when the record first knows both the refund and the customer.
 */
export function mergeOrder(current: Order | undefined, delivery: OrderDelivery): MergeResult {
  return delivery.kind === 'placed' ? mergePlaced(current, delivery.order) : mergeRefund(current, delivery);
}

function mergePlaced(current: Order | undefined, order: PlacedOrder): MergeResult {
  if (current && isPlaced(current)) {
    const field = differingField(current, order);
    return field ? conflict(field) : UNCHANGED;
  }
  const waiting = current?.refunds ?? [];
  if (current?.customerId !== undefined) {
    // These refunds named their customer and are applied already, each in its own currency: they stay.
    if (current.customerId !== order.customerId) return conflict('customerId');
    return { kind: 'changed', next: { ...order, refunds: waiting }, apply: { order, refunds: [] }, ignored: [] };
  }
  const refunds = waiting.filter((refund) => refund.currency === order.currency);
  const ignored = waiting
    .filter((refund) => refund.currency !== order.currency)
    .map((refund) => ({ refund, reason: 'otherCurrency' as const }));
  return { kind: 'changed', next: { ...order, refunds }, apply: { order, refunds }, ignored };
}

function mergeRefund(
  current: Order | undefined,
  { orderId, customerId, refund }: Extract<OrderDelivery, { kind: 'refunded' }>,
): MergeResult {
  const known = current?.refunds.find((other) => other.refundId === refund.refundId);
  if (known) {
    const field = differingRefundField(known, refund);
    if (field) return conflict(field);
  }
  if (current?.customerId !== undefined && customerId !== undefined && current.customerId !== customerId) {
    return conflict('customerId');
  }
  if (current && isPlaced(current)) {
    if (known) return UNCHANGED;
    if (refund.currency !== current.currency) return conflict('currency');
    return changed({ ...current, refunds: inserted(current.refunds, refund) }, [refund]);
  }
  const owner = current?.customerId ?? customerId;
  const refunds = known ? (current?.refunds ?? []) : inserted(current?.refunds ?? [], refund);
  if (known && owner === current?.customerId) return UNCHANGED;
  if (owner === undefined) return changed({ orderId, refunds }, []);
  // The first refund that names the customer brings those along that waited without one.
  const due = current?.customerId === undefined ? refunds : [refund];
  return changed({ orderId, customerId: owner, refunds }, due);
}

function changed(next: Order, refunds: readonly Refund[]): MergeResult {
  return { kind: 'changed', next, apply: { refunds }, ignored: [] };
}

function differingField(known: OrderRecord, order: PlacedOrder): ConflictField | undefined {
  const fields = ['customerId', 'amount', 'currency', 'placedAt'] as const;
  return fields.find((field) => known[field] !== order[field]);
}

function differingRefundField(known: Refund, refund: Refund): ConflictField | undefined {
  if (known.amount !== refund.amount) return 'amount';
  if (known.currency !== refund.currency) return 'currency';
  return known.at === refund.at ? undefined : 'refundedAt';
}

function inserted(refunds: readonly Refund[], refund: Refund): readonly Refund[] {
  return [...refunds, refund].sort((a, b) => a.at - b.at || (a.refundId < b.refundId ? -1 : 1));
}
