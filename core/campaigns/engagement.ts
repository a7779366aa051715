/** What one customer did with one campaign's message. Instants are epoch ms; machine activity stands apart. */
export interface CampaignEngagement {
  readonly customerId: string;
  readonly campaignId: string;
  readonly version: number;
  readonly messageId?: string;
  readonly deliveredAt?: number;
  readonly firstOpenAt?: number;
  readonly lastOpenAt?: number;
  readonly opens: number;
  readonly machineOpens: number;
  readonly firstClickAt?: number;
  readonly lastClickAt?: number;
  readonly clicks: number;
  readonly machineClicks: number;
  readonly bounce?: { readonly at: number; readonly kind: 'hard' | 'soft' };
  readonly complainedAt?: number;
  readonly unsubscribedAt?: number;
  /** Ids of the events already counted (the latest 50), so that a repeat counts nothing. */
  readonly seen: readonly string[];
}

/** The record before anything happened: version 0 = not stored. */
export function newEngagement(customerId: string, campaignId: string): CampaignEngagement {
  return { customerId, campaignId, version: 0, opens: 0, machineOpens: 0, clicks: 0, machineClicks: 0, seen: [] };
}
