import type { Person } from './people.ts';
import type { PastOrder } from './shop.ts';

const quote = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const line = (cells: readonly string[]): string => `${cells.map(quote).join(',')}\n`;

/** The sample customers as the file a shop would export, chunk by chunk. */
export function* customersCsv(people: readonly Person[]): Generator<string> {
  yield 'customer_id,email,language,time_zone,consent_email,first_name,city,country,birthday,tags\n';
  for (const person of people) {
    yield line([
      person.id,
      person.email,
      person.language,
      person.timeZone,
      String(person.consent),
      person.firstName,
      person.city,
      person.country,
      person.birthday,
      person.tags.join(';'),
    ]);
  }
}

/** The sample shop's order history, amounts as decimals. */
export function* ordersCsv(orders: Iterable<PastOrder>, currency: string): Generator<string> {
  yield 'order_id,customer_id,placed_at,amount,currency,category\n';
  for (const order of orders) {
    yield line([
      order.orderId,
      order.customerId,
      new Date(order.placedAt).toISOString(),
      (order.amount / 100).toFixed(2),
      currency,
      order.category,
    ]);
  }
}
