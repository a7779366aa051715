import type { Order, ReportOrder } from '../../../core/conversions/order.ts';
import type { WriteOperation } from './transact.ts';
import type { StoredItem } from './records.ts';

export interface StoredOrder {
  readonly order: Order;
  readonly version: number;
}

export interface OrderStore {
  /** Strongly consistent. */
  get(orderId: string): Promise<StoredOrder | undefined>;
  /** Strongly consistent; unknown ids are absent. */
  getMany(orderIds: Iterable<string>): Promise<Map<string, StoredOrder>>;
  /** Creates (expected version 0) or replaces an order as a part of a transaction. */
  operation(order: Order, expectedVersion: number): WriteOperation;
  /** The order that a failed condition found. */
  parse(item: StoredItem): StoredOrder;
  /**
   * Orders placed from `fromMs` (inclusive) to `toMs` (exclusive) by customers of the buckets `from` (inclusive)
   * to `to` (exclusive), in pages, each group of 16 buckets by time. Eventually consistent (an index).
   */
  inTime(
    range: { readonly from: number; readonly to: number },
    fromMs: number,
    toMs: number,
  ): AsyncIterable<readonly ReportOrder[]>;
}
