import { HOLDOUT_ARM } from '../campaigns/campaign.ts';
import { attribute, type AttributionModel, type Touch } from '../conversions/attribution.ts';
import { netAmount, type ReportOrder } from '../conversions/order.ts';
import type { Assignment } from './reportTypes.ts';
import { MICROS, NOBODY, type Tally } from './tally.ts';

/** What one customer adds to a report: `orders` are those that count, of one currency and within the window. */
export function customerTally(
  assignment: Assignment,
  orders: readonly ReportOrder[],
  touches: readonly Touch[],
  options: { readonly campaignId: string; readonly model: AttributionModel; readonly lookbackMs: number },
): Tally {
  const messageMicros = Math.round((assignment.cost ?? 0) * MICROS);
  // Most customers do not buy: nothing beside the count is computed for them.
  if (orders.length === 0) return { ...NOBODY, customers: 1, messageMicros };
  const revenue = orders.reduce((sum, order) => sum + BigInt(netAmount(order)), 0n);
  return {
    customers: 1,
    converting: 1,
    orders: orders.length,
    orderSquares: orders.length ** 2,
    revenue,
    revenueSquares: revenue * revenue,
    messageMicros,
    ...(assignment.arm === HOLDOUT_ARM ? NO_CREDIT : credited(orders, touches, options)),
  };
}

type Credited = Pick<Tally, 'creditedOrders' | 'creditedRevenue'>;
const NO_CREDIT: Credited = { creditedOrders: 0, creditedRevenue: 0n };

function credited(
  orders: readonly ReportOrder[],
  touches: readonly Touch[],
  options: { readonly campaignId: string; readonly model: AttributionModel; readonly lookbackMs: number },
): Credited {
  let creditedOrders = 0;
  let creditedRevenue = 0n;
  for (const order of orders) {
    const credits = attribute({ amount: netAmount(order), at: order.placedAt }, touches, options);
    const ours = credits.find(({ campaignId }) => campaignId === options.campaignId);
    if (!ours) continue;
    creditedOrders += 1;
    creditedRevenue += BigInt(ours.amount);
  }
  return { creditedOrders, creditedRevenue };
}
