import type { Touch } from '../../../app/customers/timelinePage.ts';
import { timelineEventSchema, type TimelineEntryResponse } from '../../../contract/timeline.ts';
import type { TimelineItem } from '../../../app/ports/stores/timeline.ts';
import { timeText } from '../../../core/shared/timeText.ts';

/** One entry of a customer's timeline as the API shows it. */
export function timelineView(item: TimelineItem | Touch): TimelineEntryResponse {
  const at = timeText(item.at);
  switch (item.kind) {
    case 'event':
      return timelineEventSchema.parse({ ...item.event, at });
    case 'order': {
      const { orderId, amount, currency, category, refunds } = item.order;
      return {
        type: 'order',
        at,
        orderId,
        amount,
        currency,
        ...(category !== undefined && { category }),
        refunds: refunds.map((refund) => ({
          refundId: refund.refundId,
          amount: refund.amount,
          at: timeText(refund.at),
        })),
      };
    }
    case 'engagement': {
      const { campaignId, opens, clicks, machineOpens, machineClicks, unsubscribedAt } = item.engagement;
      const unsubscribed = unsubscribedAt !== undefined && { unsubscribedAt: timeText(unsubscribedAt) };
      return { type: 'engagement', at, campaignId, opens, clicks, machineOpens, machineClicks, ...unsubscribed };
    }
    case 'touch': {
      const { campaignId, campaign, arm, result, segments } = item;
      return {
        type: 'touch',
        at,
        campaignId,
        campaign,
        arm,
        ...(result !== undefined && { result }),
        segments: [...segments],
      };
    }
  }
}
