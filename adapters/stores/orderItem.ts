import { z } from 'zod';
import { isPlaced, type Order, type OrderRecord, type Refund, type ReportOrder } from '../../core/conversions/order.ts';
import { creationShard } from '../../core/customers/codec.ts';
import { documentKey, StoredRecordError } from '../dynamo/documents.ts';
import type { StoredOrder } from '../../app/ports/stores/orders.ts';
import type { StoredItem } from '../../app/ports/stores/records.ts';

/**
 * An order as the Activity table keeps it. Only a placed one has `ob` and `at`, the key of the index ordersByTime;
 * the index copies everything that reports need, which is why these are attributes of their own.
 *
 *   pk o#<order id>  sk order  v version  order id  customer id  ob group of 16 buckets  at placed at (epoch ms)
 *   amount, currency, category, click (token)  refunds S JSON [[id, amount, currency, at]]  items S JSON
 */
export function encodeOrder(order: Order, version: number): StoredItem {
  const item: Record<string, StoredItem[string]> = {
    ...documentKey({ pk: `o#${order.orderId}`, sk: 'order' }),
    v: { N: String(version) },
    order: { S: order.orderId },
  };
  if (order.customerId !== undefined) item['customer'] = { S: order.customerId };
  if (order.refunds.length > 0) item['refunds'] = { S: JSON.stringify(order.refunds.map(packRefund)) };
  if (!isPlaced(order)) return item;
  item['ob'] = { S: creationShard(order.customerId) };
  item['at'] = { N: String(order.placedAt) };
  item['amount'] = { N: String(order.amount) };
  item['currency'] = { S: order.currency };
  if (order.category !== undefined) item['category'] = { S: order.category };
  if (order.clickToken !== undefined) item['click'] = { S: order.clickToken };
  if (order.items !== undefined) item['items'] = { S: JSON.stringify(order.items) };
  return item;
}

const packRefund = ({ refundId, amount, currency, at }: Refund) => [refundId, amount, currency, at];

const text = z.object({ S: z.string() }).transform(({ S }) => S);
const number = z.object({ N: z.string() }).transform(({ N }) => Number(N));
const refundsSchema = z.array(
  z
    .tuple([z.string(), z.number(), z.string(), z.number()])
    .transform(([refundId, amount, currency, at]): Refund => ({ refundId, amount, currency, at })),
);
const itemsSchema = z.array(
  z.object({ sku: z.string(), category: z.string(), quantity: z.number(), amount: z.number() }),
);

const itemSchema = z.object({
  order: text,
  v: number.optional(),
  customer: text.optional(),
  at: number.optional(),
  amount: number.optional(),
  currency: text.optional(),
  category: text.optional(),
  click: text.optional(),
  refunds: text.optional(),
  items: text.optional(),
});

/** The inverse of `encodeOrder`. Throws StoredRecordError naming order and field. */
export function decodeOrder(item: StoredItem): StoredOrder {
  const fields = parse(item);
  const version = fields.v ?? 0;
  const { order: orderId, customer: customerId } = fields;
  if (fields.at !== undefined) return { order: toRecord(fields), version };
  const refunds = parseRefunds(fields);
  return { order: { orderId, ...(customerId !== undefined && { customerId }), refunds }, version };
}

/** What the index holds of a placed order. */
export function decodeReportOrder(item: StoredItem): ReportOrder {
  return toRecord(parse(item));
}

type Fields = z.infer<typeof itemSchema>;

function parse(item: StoredItem): Fields {
  const parsed = itemSchema.safeParse(item);
  if (parsed.success) return parsed.data;
  const path = parsed.error.issues[0]?.path.join('.') ?? '';
  throw new StoredRecordError(`stored order ${JSON.stringify(item['pk'])}: field ${path} is not readable`);
}

function toRecord(fields: Fields): OrderRecord {
  const { order: orderId, customer: customerId, amount, currency, at: placedAt, category, click, items } = fields;
  if (customerId === undefined || amount === undefined || currency === undefined || placedAt === undefined) {
    throw new StoredRecordError(`stored order ${orderId} lacks customer, amount, currency or time`);
  }
  return {
    orderId,
    customerId,
    amount,
    currency,
    placedAt,
    ...(category !== undefined && { category }),
    ...(items !== undefined && { items: itemsSchema.parse(JSON.parse(items)) }),
    ...(click !== undefined && { clickToken: click }),
    refunds: parseRefunds(fields),
  };
}

function parseRefunds({ refunds }: Fields): Refund[] {
  return refunds === undefined ? [] : refundsSchema.parse(JSON.parse(refunds));
}
