import type { ReportOrder } from '../../core/conversions/order.ts';
import { bucketOf } from '../../core/shared/hash.ts';
import { INDEXES } from '../../names.ts';
import { batchGet } from '../dynamo/batch.ts';
import type { Database } from '../dynamo/database.ts';
import { atVersion, canBeKey, documentKey, padded } from '../dynamo/documents.ts';
import { getItem } from '../dynamo/items.ts';
import { queryPages } from '../dynamo/query.ts';
import { decodeOrder, decodeReportOrder, encodeOrder } from './orderItem.ts';
import type { OrderStore } from '../../app/ports/stores/orders.ts';

/** Groups of 16 buckets: the partitions of the index, so that a shop's newest orders do not all meet in one. */
const BUCKETS_PER_GROUP = 16;

const orderKey = (orderId: string) => documentKey({ pk: `o#${orderId}`, sk: 'order' });

export function createOrderStore(database: Database): OrderStore {
  return {
    async get(orderId) {
      if (!canBeKey(orderId)) return undefined;
      const item = await getItem(database, 'activity', orderKey(orderId));
      return item && decodeOrder(item);
    },
    async getMany(orderIds) {
      const keys = [...new Set(orderIds)].filter(canBeKey).map(orderKey);
      const items = await batchGet(database, 'activity', keys);
      return new Map(items.map(decodeOrder).map((stored) => [stored.order.orderId, stored]));
    },
    operation(order, expectedVersion) {
      const Item = encodeOrder(order, expectedVersion + 1);
      return { table: 'activity', action: 'Put', input: { Item, ...atVersion(expectedVersion) } };
    },
    parse: decodeOrder,
    async *inTime({ from, to }, fromMs, toMs) {
      const last = Math.floor((to - 1) / BUCKETS_PER_GROUP);
      for (let group = Math.floor(from / BUCKETS_PER_GROUP); group <= last; group++) {
        for await (const orders of ordersOfGroup(database, group, fromMs, toMs)) {
          const inside = orders.filter(({ customerId }) => isWithin(bucketOf(customerId), from, to));
          if (inside.length > 0) yield inside;
        }
      }
    },
  };
}

/** Orders of a customer's group placed from `fromMs` (inclusive) to `toMs` (exclusive), this customer's only. */
export async function ordersOfCustomer(
  database: Database,
  customerId: string,
  fromMs: number,
  toMs: number,
): Promise<ReportOrder[]> {
  const group = Math.floor(bucketOf(customerId) / BUCKETS_PER_GROUP);
  const found: ReportOrder[] = [];
  for await (const orders of ordersOfGroup(database, group, fromMs, toMs)) {
    found.push(...orders.filter((order) => order.customerId === customerId));
  }
  return found;
}

async function* ordersOfGroup(
  database: Database,
  group: number,
  fromMs: number,
  toMs: number,
): AsyncGenerator<ReportOrder[], void, undefined> {
  if (toMs <= fromMs) return;
  const pages = queryPages(database, {
    table: 'activity',
    index: INDEXES.ordersByTime,
    partition: { name: 'ob', value: padded(group, 2) },
    sort: { name: 'at', from: { N: String(fromMs) }, to: { N: String(toMs - 1) } },
  });
  for await (const items of pages) yield items.map(decodeReportOrder);
}

function isWithin(bucket: number, from: number, to: number): boolean {
  return bucket >= from && bucket < to;
}
