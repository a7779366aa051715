import { HOLDOUT_ARM } from '../../core/campaigns/campaign.ts';
import type { ReportOrder } from '../../core/conversions/order.ts';
import type { CampaignEngagement } from '../stores/engagement.ts';
import type { Person } from './reportPeople.ts';

/** What a report tells beside money: people of a treated and a held-out side, refunds, and what was opened and clicked. */
export interface Extras {
  /** Customers; opens and clicks are people's, once each, machines left out. */
  readonly engagement: { delivered: number; opens: number; clicks: number; unsubscribes: number };
  /** Minor units given back of orders in the window. */
  readonly refunds: { treated: number; holdout: number };
  readonly assigned: { treated: number; holdout: number };
  assign(person: Person, orders: readonly ReportOrder[], currency: string, windowMs: number): void;
  engage(engagement: CampaignEngagement): void;
}

export function emptyExtras(): Extras {
  const engagement = { delivered: 0, opens: 0, clicks: 0, unsubscribes: 0 };
  const refunds = { treated: 0, holdout: 0 };
  const assigned = { treated: 0, holdout: 0 };
  return {
    engagement,
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
    engage({ deliveredAt, opens, clicks, unsubscribedAt }) {
      if (deliveredAt !== undefined) engagement.delivered++;
      if (opens > 0) engagement.opens++;
      if (clicks > 0) engagement.clicks++;
      if (unsubscribedAt !== undefined) engagement.unsubscribes++;
    },
  };
}
