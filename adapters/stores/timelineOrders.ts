import type { ReportOrder } from '../../core/conversions/order.ts';
import type { Customer } from '../../core/customers/customer.ts';
import { parseDays } from '../../core/customers/dayBuckets.ts';
import { DAY_MS } from '../../core/shared/days.ts';
import type { Database } from '../dynamo/database.ts';
import { ordersOfCustomer } from './orders.ts';

const HOUR_MS = 3_600_000;
/** Time zones reach from UTC-12 to UTC+14: where a day number lies whatever zone it was counted in. */
const EAST_MS = 14 * HOUR_MS;
const WEST_MS = 12 * HOUR_MS;

interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * At least `limit` of the customer's orders placed at or before `until` (epoch ms), newest first, or all there are.
 * The customer's day buckets say on which days to look; no index by customer has to be written and paid for.
 */
export async function latestOrders(
  database: Database,
  customer: Customer,
  until: number,
  limit: number,
): Promise<ReportOrder[]> {
  const found: ReportOrder[] = [];
  for (const span of spansOf(customer)) {
    if (span.from > until) continue;
    if (found.length >= limit) break;
    const orders = await ordersOfCustomer(database, customer.id, span.from, Math.min(span.to, until + 1));
    found.push(...orders.reverse());
  }
  return found;
}

/** Spans of time, newest first and apart from each other, that hold every order day of the buckets. */
function spansOf(customer: Customer): Span[] {
  const days = Object.values(customer.orders)
    .flatMap((orders) => parseDays(orders.days))
    .filter(({ count }) => count > 0)
    .map(({ day }) => day)
    .sort((a, b) => b - a);
  const spans: Span[] = [];
  for (const day of days) {
    const span = { from: day * DAY_MS - EAST_MS, to: (day + 1) * DAY_MS + WEST_MS };
    const later = spans.at(-1);
    if (later && span.to >= later.from) spans[spans.length - 1] = { from: span.from, to: later.to };
    else spans.push(span);
  }
  return spans;
}
