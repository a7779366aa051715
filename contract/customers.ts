import * as z from 'zod';
import { externalIdSchema } from './ids.ts';
import { pageOf, pagingSchema } from './page.ts';
import { predictionsSchema } from './predictions.ts';
import { timeSchema } from './time.ts';

const attribute = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);

/**
 * A change of a profile. What is not named stays as it is; an attribute of null is removed. Which names, addresses,
 * languages and time zones there are, and how long a value may be, core decides.
 */
export const profileChangeSchema = z
  .strictObject({
    email: z.string().exactOptional(),
    attributes: z.record(z.string(), z.union([attribute, z.null()])).exactOptional(),
    consent: z.strictObject({ email: z.boolean().exactOptional() }).exactOptional(),
    timeZone: z.string().exactOptional().meta({ description: 'Of the tz database, such as Europe/Kyiv' }),
    language: z.string().exactOptional().meta({ description: 'BCP 47, such as en, fa or uk' }),
  })
  .meta({ id: 'ProfileChange' });

export const customerQuerySchema = pagingSchema.extend({
  query: z.string().max(320).optional().meta({ description: 'An exact id or e-mail address' }),
});

/** Orders of one currency, money in its minor units. */
const ordersSchema = z.object({
  currency: z.string(),
  orders: z.int(),
  revenue: z.int().meta({ description: '`gross` less `refunds`' }),
  gross: z.int(),
  refunds: z.int(),
  orderDays: z.int().meta({ description: 'Different days with an order' }),
  firstOrderAt: timeSchema,
  lastOrderAt: timeSchema,
});

export const customerSchema = z
  .object({
    id: externalIdSchema,
    createdAt: timeSchema,
    email: z.string().exactOptional(),
    language: z.string().exactOptional(),
    timeZone: z.string().exactOptional(),
    attributes: z.record(z.string(), attribute),
    consent: z.object({
      email: z.object({ granted: z.boolean(), at: timeSchema, source: z.string() }).exactOptional(),
    }),
    suppression: z
      .object({ reason: z.enum(['bounced', 'complained', 'manual']), at: timeSchema })
      .exactOptional()
      .meta({ description: 'Why no mail may ever go to the address again, whatever consent says' }),
    orders: z.array(ordersSchema),
    events: z
      .record(z.string(), z.object({ count: z.int(), firstAt: timeSchema, lastAt: timeSchema }))
      .meta({ description: 'By name' }),
    feedback: z
      .record(z.string(), z.object({ score: z.number(), at: timeSchema }))
      .meta({ description: 'The latest answer by name of the survey' }),
    segments: z.array(z.object({ id: z.string(), name: z.string(), since: timeSchema })),
    predictions: predictionsSchema,
  })
  .meta({ id: 'Customer' });

export const customerListSchema = pageOf(customerSchema);

export const erasedCustomerSchema = z.object({ id: externalIdSchema, status: z.literal('erased') });

export type ProfileChangeRequest = z.infer<typeof profileChangeSchema>;
export type CustomerResponse = z.infer<typeof customerSchema>;
