import { z } from '@hono/zod-openapi';
import type { Customer } from '../../../core/customers/customer.ts';
import type { EvaluationContext } from '../../../core/segments/compile/compile.ts';
import { time } from '../shapes.ts';
import { timeText } from '../../../core/shared/timeText.ts';
import { predictionsShape, predictionsView } from './predictionView.ts';
import type { Stores } from '../../../app/ports/stores/stores.ts';

export const customerShape = z
  .looseObject({
    id: z.string(),
    createdAt: time,
    email: z.string().optional(),
    language: z.string().optional(),
    timeZone: z.string().optional(),
    attributes: z.record(z.string(), z.unknown()),
    consent: z.object({ email: z.object({ granted: z.boolean(), at: time, source: z.string() }).optional() }),
    suppression: z.object({ reason: z.string(), at: time }).optional(),
    orders: z.array(
      z.object({
        currency: z.string(),
        orders: z.int(),
        revenue: z.int(),
        gross: z.int(),
        refunds: z.int(),
        orderDays: z.int(),
        firstOrderAt: time,
        lastOrderAt: time,
      }),
    ),
    events: z.record(z.string(), z.object({ count: z.int(), firstAt: time, lastAt: time })),
    feedback: z.record(z.string(), z.object({ score: z.number(), at: time })),
    segments: z.array(z.object({ id: z.string(), name: z.string(), since: time })),
    predictions: predictionsShape,
  })
  .meta({ id: 'Customer' });

/** Names of all segments by id. */
export async function segmentNames({ segments }: Pick<Stores, 'segments'>): Promise<Map<string, string>> {
  return new Map((await segments.all()).map(({ id, name }) => [id, name]));
}

/** A customer as the API shows them. */
export function customerView(
  customer: Customer,
  names: ReadonlyMap<string, string>,
  context: EvaluationContext,
): z.infer<typeof customerShape> {
  const { id, createdAt, email, language, timeZone, attributes, suppression } = customer;
  const consent = customer.consent.email;
  return {
    id,
    createdAt: timeText(createdAt),
    ...(email !== undefined && { email }),
    ...(language !== undefined && { language }),
    ...(timeZone !== undefined && { timeZone }),
    attributes: { ...attributes },
    consent: consent ? { email: { ...consent, at: timeText(consent.at) } } : {},
    ...(suppression && { suppression: { reason: suppression.reason, at: timeText(suppression.at) } }),
    orders: Object.entries(customer.orders).map(
      ([currency, { count, gross, refunds, orderDays, firstAt, lastAt }]) => ({
        currency,
        orders: count,
        revenue: gross - refunds,
        gross,
        refunds,
        orderDays,
        firstOrderAt: timeText(firstAt),
        lastOrderAt: timeText(lastAt),
      }),
    ),
    events: Object.fromEntries(
      Object.entries(customer.events).map(([name, { count, firstAt, lastAt }]) => [
        name,
        { count, firstAt: timeText(firstAt), lastAt: timeText(lastAt) },
      ]),
    ),
    feedback: Object.fromEntries(
      Object.entries(customer.feedback).map(([survey, { score, at }]) => [survey, { score, at: timeText(at) }]),
    ),
    segments: Object.entries(customer.segments).flatMap(([segment, since]) => {
      const name = names.get(segment);
      return name === undefined ? [] : [{ id: segment, name, since: timeText(since) }];
    }),
    predictions: predictionsView(customer, context),
  };
}
