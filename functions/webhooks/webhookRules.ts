import { z } from 'zod';
import {
  customerUpdatedSchema,
  eventRecordedSchema,
  orderPlacedSchema,
  orderRefundedSchema,
  propertiesOf,
} from '../../contract/webhooks.ts';
import { nameProblem } from '../../core/customers/names.ts';
import { profileChangeSchema } from '../../core/customers/profile.ts';
import { isCurrency } from '../../core/shared/money.ts';
import { externalId, ruledBy } from '../http/externalId.ts';

const currency = z.string().refine(isCurrency, 'must be three upper-case letters (ISO 4217)');

/** The name of an event or property, under the rule for all keys of stored maps. */
const name = ruledBy(z.string(), nameProblem);

const customerId = externalId.exactOptional();
const { email, attributes, timeZone, language } = profileChangeSchema.shape;

/** The body of a webhook: the shape is the contract's, what ids, names, money and profiles may be is core's. */
export const webhookRules = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('order.placed'),
    data: orderPlacedSchema.safeExtend({ orderId: externalId, customerId, currency }),
  }),
  z.object({
    type: z.literal('order.refunded'),
    data: orderRefundedSchema.safeExtend({ orderId: externalId, refundId: externalId, currency }),
  }),
  z.object({
    type: z.literal('event.recorded'),
    data: eventRecordedSchema.safeExtend({
      eventId: externalId,
      customerId,
      name,
      properties: propertiesOf(name).exactOptional(),
    }),
  }),
  z.object({
    type: z.literal('customer.updated'),
    data: customerUpdatedSchema.safeExtend({ customerId: externalId, email, attributes, timeZone, language }),
  }),
]);

export type Webhook = z.output<typeof webhookRules>;
