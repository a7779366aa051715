import * as z from 'zod';
import { profileChangeSchema } from './customers.ts';
import { externalIdSchema } from './ids.ts';
import { instantSchema } from './time.ts';

/** Most items an order may name, and most properties an event may carry. */
export const MAX_ITEMS = 200;
export const MAX_PROPERTIES = 50;

const amount = z.int('must be an integer number of minor units').nonnegative('must not be negative');
const currency = z.string().meta({ description: 'ISO 4217' });

/** An e-mail address is looked up with the one identity rule; `customerId` wins where both are given. */
const who = { customerId: externalIdSchema.exactOptional(), email: z.string().max(320).exactOptional() };
const isNamed = (data: { customerId?: string; email?: string }): boolean =>
  data.customerId !== undefined || data.email !== undefined;
const anonymous = { path: ['customerId'], message: 'customerId or email is required' };

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

export const orderPlacedSchema = z
  .object({
    orderId: externalIdSchema,
    ...who,
    amount,
    currency,
    placedAt: instantSchema,
    items: items.exactOptional(),
    clickToken: z
      .string()
      .max(512)
      .exactOptional()
      .meta({ description: 'The `peyk` parameter that the shop was visited with' }),
  })
  .refine(isNamed, anonymous);

export const orderRefundedSchema = z.object({
  orderId: externalIdSchema,
  refundId: externalIdSchema,
  amount,
  currency,
  refundedAt: instantSchema,
});

const property = z.union([z.string().max(1024), z.number(), z.boolean(), z.null()]);

/** Properties of an event, under names of a kind. */
export const propertiesOf = (name: z.ZodString) =>
  z
    .record(name, property)
    .refine((properties) => Object.keys(properties).length <= MAX_PROPERTIES, `at most ${MAX_PROPERTIES} properties`);

export const eventRecordedSchema = z
  .object({
    eventId: externalIdSchema,
    ...who,
    name: z.string(),
    at: instantSchema,
    properties: propertiesOf(z.string()).exactOptional(),
  })
  .refine(isNamed, anonymous);

/** As `PUT /customers/{id}`, but a shop's extra fields are ignored here as in every webhook. */
export const customerUpdatedSchema = z.object({
  ...profileChangeSchema.shape,
  consent: z.object({ email: z.boolean().exactOptional() }).exactOptional(),
  customerId: externalIdSchema,
});

/** The body of a webhook. Unknown fields are ignored. Instants come out as epoch ms. */
export const webhookSchema = z
  .discriminatedUnion('type', [
    z.object({ type: z.literal('order.placed'), data: orderPlacedSchema }),
    z.object({ type: z.literal('order.refunded'), data: orderRefundedSchema }),
    z.object({ type: z.literal('event.recorded'), data: eventRecordedSchema }),
    z.object({ type: z.literal('customer.updated'), data: customerUpdatedSchema }),
  ])
  .meta({ id: 'Webhook' });

export const receivedWebhookSchema = z.object({ received: z.literal(true) });

/** What a shop sends. */
export type WebhookRequest = z.input<typeof webhookSchema>;
