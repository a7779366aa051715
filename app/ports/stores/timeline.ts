import type { EngagementStore } from './engagement.ts';
import type { CampaignEngagement } from '../../../core/campaigns/engagement.ts';
import type { ReportOrder } from '../../../core/conversions/order.ts';
import type { CustomerEvents, TimelineEvent } from '../../../core/customers/timeline.ts';
import type { WriteOperation } from './transact.ts';
import type { PageRequest, Page } from './records.ts';

/** What one customer's timeline consists of. `at` is epoch ms. */
export type TimelineItem =
  | { readonly kind: 'event'; readonly at: number; readonly id: string; readonly event: TimelineEvent }
  | { readonly kind: 'order'; readonly at: number; readonly id: string; readonly order: ReportOrder }
  /** What the customer did with one campaign, at the time of the last thing they did. */
  | { readonly kind: 'engagement'; readonly at: number; readonly id: string; readonly engagement: CampaignEngagement };

export interface TimelineStore extends EngagementStore {
  /** Idempotent: the same id at the same time is one event. Kept 400 days. */
  append(customerId: string, events: readonly TimelineEvent[]): Promise<void>;
  /** The same for many customers, 25 events a call. */
  appendAll(all: readonly CustomerEvents[]): Promise<void>;
  /** One event as a part of a transaction. */
  operation(customerId: string, event: TimelineEvent): WriteOperation;
  /**
   * Events, orders and engagement, newest first. Orders are found through the customer's day buckets, so
   * those older than the buckets reach are left out; touches are the caller's to add (the ledger has them).
   */
  list(customerId: string, request: PageRequest): Promise<Page<TimelineItem>>;
  /** Deletes everything on the customer's timeline but orders. */
  removeAll(customerId: string): Promise<void>;
}
