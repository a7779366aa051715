import type { WriteOperation } from './dynamo/transact.ts';

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

export interface EngagementStore {
  /** Strongly consistent. */
  getEngagement(customerId: string, campaignId: string): Promise<CampaignEngagement | undefined>;
  /** The records of many customers with one campaign, by customer id; absent where nothing happened. */
  getEngagements(campaignId: string, customerIds: Iterable<string>): Promise<Map<string, CampaignEngagement>>;
  /** A customer's records with all campaigns, ascending by campaign. */
  engagementsOf(customerId: string): Promise<CampaignEngagement[]>;
  /** Writes over the version that was read (0 = must not exist). Throws VersionConflictError. Returns it as stored. */
  saveEngagement(engagement: CampaignEngagement): Promise<CampaignEngagement>;
  /** The write of `saveEngagement` as a part of a transaction. */
  engagementOperation(engagement: CampaignEngagement): WriteOperation;
}
