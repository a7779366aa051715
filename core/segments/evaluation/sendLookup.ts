/** An accepted send to a customer, and for how many days after it an order counts for it. Never a holdout. */
export interface KnownSend {
  readonly campaignId: string;
  /** Epoch ms. */
  readonly at: number;
  readonly windowDays: number;
  /** Sent elsewhere: it may be older than what is known of the customer. */
  readonly imported?: boolean;
}

/** What was sent to a customer, as far as the rules in question need it. */
export type SendLookup = (customerId: string) => readonly KnownSend[];
