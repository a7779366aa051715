import type { ReportOrder } from '../conversions/order.ts';
import { DAY_MS } from '../shared/days.ts';
import { customerTally } from './customerTally.ts';
import { addToArm, armsOf, emptyState } from './reportState.ts';
import type { Assignment, ReportBuilder, ReportOptions } from './reportTypes.ts';
import { summarise } from './summary.ts';

/** Builds a report customer by customer. It keeps sums per segment and arm only, so its memory does not grow. */
export function createReport<Waterfall>(options: ReportOptions<Waterfall>): ReportBuilder<Waterfall> {
  const state = emptyState();
  const windowMs = options.windowDays * DAY_MS;
  const attribution = { campaignId: options.campaignId, model: options.model, lookbackMs: windowMs };

  const countedOrders = ({ at }: Assignment, orders: readonly ReportOrder[]): ReportOrder[] => {
    const inWindow = orders.filter(({ placedAt }) => placedAt >= at && placedAt < at + windowMs);
    for (const { currency } of inWindow) {
      if (currency !== options.currency) state.excluded.set(currency, (state.excluded.get(currency) ?? 0) + 1);
    }
    return inWindow.filter(({ currency }) => currency === options.currency);
  };

  return {
    add(assignment, orders, touches) {
      const tally = customerTally(assignment, countedOrders(assignment, orders), touches, attribution);
      addToArm(state.arms, assignment.arm, tally);
      const segments = new Set(assignment.segments);
      for (const segment of segments) addToArm(armsOf(state.segments, segment), assignment.arm, tally);
      state.overlapping ||= segments.size > 1;
      state.lastAt = Math.max(state.lastAt, assignment.at);
    },
    finish: () => summarise(state, options, windowMs),
  };
}
