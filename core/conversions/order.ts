import { z } from 'zod';
import { nameProblem } from '../customers/names.ts';
import { profileChangeSchema } from '../customers/profile.ts';
import { externalIdProblem } from '../shared/ids.ts';
import { isCurrency, type Currency, type MinorUnits } from '../shared/money.ts';

interface OrderItem {
  readonly sku: string;
  readonly category: string;
  readonly quantity: number;
  readonly amount: MinorUnits;
}

/** What a shop says about a sale. `placedAt` is epoch ms, `amount` minor units of `currency`. */
export interface PlacedOrder {
  readonly orderId: string;
  readonly customerId: string;
  readonly amount: MinorUnits;
  readonly currency: Currency;
  readonly placedAt: number;
  readonly category?: string;
  readonly items?: readonly OrderItem[];
  readonly clickToken?: string;
}

/** Money given back. `at` is epoch ms. */
export interface Refund {
  readonly refundId: string;
  readonly amount: MinorUnits;
  readonly currency: Currency;
  readonly at: number;
}

/** An order that has arrived, with its refunds in ascending (at, refundId). */
export interface OrderRecord extends PlacedOrder {
  readonly refunds: readonly Refund[];
}

/** Refunds whose order has not arrived yet. The customer is known where the refund named one (CSV). */
interface AwaitedOrder {
  readonly orderId: string;
  readonly customerId?: string;
  readonly placedAt?: undefined;
  readonly refunds: readonly Refund[];
}

/** What is stored under an order id. */
export type Order = OrderRecord | AwaitedOrder;

/** The part of an order that reports join with. */
export type ReportOrder = Omit<OrderRecord, 'items'>;

export function isPlaced(order: Order): order is OrderRecord {
  return order.placedAt !== undefined;
}

/** What is left of an order after the refunds in its own currency, in minor units; below zero when over-refunded. */
export function netAmount(order: ReportOrder): MinorUnits {
  return order.refunds.reduce(
    (net, refund) => (refund.currency === order.currency ? net - refund.amount : net),
    order.amount,
  );
}

/** Most items an order may name, and most properties an event may carry. */
export const MAX_ITEMS = 200;
export const MAX_PROPERTIES = 50;

/** An id given by a shop. */
const externalId = z.string().superRefine((id, context) => {
  const problem = externalIdProblem(id);
  if (problem) context.addIssue({ code: 'custom', message: problem });
});

const currency = z.string().refine(isCurrency, 'must be three upper-case letters (ISO 4217)');

/** Money in minor units: a safe integer, zero or more. */
const amount = z.int('must be an integer number of minor units').nonnegative('must not be negative');

const EARLIEST = Date.UTC(1970, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);

/** RFC 3339 with an offset, read as epoch ms. */
const instant = z.iso
  .datetime({ offset: true, error: 'must be an RFC 3339 time with an offset, such as 2026-02-28T12:00:00Z' })
  .transform((text) => Date.parse(text))
  .refine((at) => at >= EARLIEST && at < LATEST, 'must lie between the years 1970 and 2099');

/** The name of an event or property, under the rule for all keys of stored maps. */
const name = z.string().superRefine((text, context) => {
  const problem = nameProblem(text);
  if (problem) context.addIssue({ code: 'custom', message: problem });
});

const items = z
  .array(
    z.object({
      sku: z.string().min(1).max(128),
      category: z.string().max(128),
      quantity: z.number().nonnegative(),
      amount,
    }),
  )
  .max(MAX_ITEMS);

/** Who it is about: an e-mail address is looked up with the one identity rule; `customerId` wins where both are given. */
const who = { customerId: externalId.exactOptional(), email: z.string().max(320).exactOptional() };
const named = (data: { customerId?: string; email?: string }): boolean =>
  data.customerId !== undefined || data.email !== undefined;
const anonymous = { path: ['customerId'], message: 'customerId or email is required' };

const orderPlaced = z
  .object({
    orderId: externalId,
    ...who,
    amount,
    currency,
    placedAt: instant,
    items: items.exactOptional(),
    clickToken: z.string().max(512).exactOptional(),
  })
  .refine(named, anonymous);

const orderRefunded = z.object({ orderId: externalId, refundId: externalId, amount, currency, refundedAt: instant });

const eventRecorded = z
  .object({
    eventId: externalId,
    ...who,
    name,
    at: instant,
    properties: z
      .record(name, z.union([z.string().max(1024), z.number(), z.boolean(), z.null()]))
      .refine((properties) => Object.keys(properties).length <= MAX_PROPERTIES, `at most ${MAX_PROPERTIES} properties`)
      .exactOptional(),
  })
  .refine(named, anonymous);

// As PUT /customers/{id}, but a shop's extra fields are ignored here as in every webhook.
const customerUpdated = z.object({
  ...profileChangeSchema.shape,
  consent: z.object({ email: z.boolean().exactOptional() }).exactOptional(),
  customerId: externalId,
});

/** The body of a webhook. Unknown fields are ignored, instants come out as epoch ms. */
export const webhookSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('order.placed'), data: orderPlaced }),
  z.object({ type: z.literal('order.refunded'), data: orderRefunded }),
  z.object({ type: z.literal('event.recorded'), data: eventRecorded }),
  z.object({ type: z.literal('customer.updated'), data: customerUpdated }),
]);

export type Webhook = z.infer<typeof webhookSchema>;
