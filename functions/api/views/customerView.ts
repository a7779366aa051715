import type { CustomerResponse } from '../../../contract/customers.ts';
import type { Customer } from '../../../core/customers/customer.ts';
import { timeText } from '../../../core/shared/timeText.ts';
import { predictionsView } from './predictionView.ts';
import type { EvaluationContext } from '../../../core/segments/evaluation/context.ts';
import type { Stores } from '../../../app/ports/stores/stores.ts';

/** Names of all segments by id. */
export async function segmentNames({ segments }: Pick<Stores, 'segments'>): Promise<Map<string, string>> {
  return new Map((await segments.all()).map(({ id, name }) => [id, name]));
}

/** A customer as the API shows them. */
export function customerView(
  customer: Customer,
  names: ReadonlyMap<string, string>,
  context: EvaluationContext,
): CustomerResponse {
  const { id, createdAt, email, language, timeZone, attributes, suppression } = customer;
  const consent = customer.consent.email;
  return {
    id,
    createdAt: timeText(createdAt),
    ...(email !== undefined && { email }),
    ...(language !== undefined && { language }),
    ...(timeZone !== undefined && { timeZone }),
    attributes: Object.fromEntries(
      Object.entries(attributes).map(([name, value]) => [name, typeof value === 'object' ? [...value] : value]),
    ),
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
