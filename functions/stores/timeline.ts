import type { WriteOperation } from './dynamo/transact.ts';
import type { CampaignEngagement, EngagementStore } from './engagement.ts';
import type { Page, PageRequest } from './records.ts';
import type { ReportOrder } from '../../core/conversions/order.ts';

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

export interface TimelineStore extends EngagementStore {
  /** Idempotent: the same id at the same time is one event. Kept 400 days. */
  append(customerId: string, events: readonly TimelineEvent[]): Promise<void>;
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
