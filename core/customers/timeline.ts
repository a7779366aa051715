/** What is written on a timeline: everything that may stand there. */
export type CustomerEvent = { readonly at: number; readonly id: string } & (
  | { readonly type: 'event'; readonly name: string; readonly properties: Readonly<Record<string, unknown>> }
  | { readonly type: 'segment.entered' | 'segment.left'; readonly segmentId: string }
  | { readonly type: 'consent.granted' | 'consent.withdrawn'; readonly channel: 'email'; readonly source: string }
  | { readonly type: 'unsubscribed'; readonly campaignId: string }
  | { readonly type: 'bounced' | 'complained' }
  | { readonly type: 'message.rejected'; readonly campaignId: string; readonly reason: string }
);

/** Something that happened to a customer. `id` is unique per customer and makes a repeat the same event. */
export interface TimelineEvent {
  readonly at: number;
  readonly type: string;
  readonly id: string;
  readonly [detail: string]: unknown;
}

export interface CustomerEvents {
  readonly customerId: string;
  readonly events: readonly TimelineEvent[];
}
