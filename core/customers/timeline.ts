import type { ReportOrder } from '../conversions/order.ts';
import type { CampaignEngagement } from '../campaigns/engagement.ts';

/** Something that happened to a customer. `id` is unique per customer and makes a repeat the same event. */
export interface TimelineEvent {
  readonly at: number;
  readonly type: string;
  readonly id: string;
  readonly [detail: string]: unknown;
}

export type TimelineItem =
  | { readonly kind: 'event'; readonly at: number; readonly id: string; readonly event: TimelineEvent }
  | { readonly kind: 'order'; readonly at: number; readonly id: string; readonly order: ReportOrder }
  /** What the customer did with one campaign, at the time of the last thing they did. */
  | { readonly kind: 'engagement'; readonly at: number; readonly id: string; readonly engagement: CampaignEngagement };

export interface CustomerEvents {
  readonly customerId: string;
  readonly events: readonly TimelineEvent[];
}
