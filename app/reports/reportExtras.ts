import { HOLDOUT_ARM } from '../../core/campaigns/campaign.ts';
import type { ReportOrder } from '../../core/conversions/order.ts';
import type { Person } from './reportPeople.ts';

/** What a report tells beside money: people of a treated and a held-out side, and refunds. */
export interface Extras {
  /** Minor units given back of orders in the window. */
  readonly refunds: { treated: number; holdout: number };
  readonly assigned: { treated: number; holdout: number };
  assign(person: Person, orders: readonly ReportOrder[], currency: string, windowMs: number): void;
}

export function emptyExtras(): Extras {
  const refunds = { treated: 0, holdout: 0 };
  const assigned = { treated: 0, holdout: 0 };
  return {
    refunds,
    assigned,
    assign({ arm, at }, orders, currency, windowMs) {
      const side = arm === HOLDOUT_ARM ? 'holdout' : 'treated';
      assigned[side]++;
      for (const order of orders) {
        if (order.currency !== currency || order.placedAt < at || order.placedAt >= at + windowMs) continue;
        for (const refund of order.refunds) if (refund.currency === currency) refunds[side] += refund.amount;
      }
    },
  };
}
