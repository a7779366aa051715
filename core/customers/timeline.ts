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
