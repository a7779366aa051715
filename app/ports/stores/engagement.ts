import type { CampaignEngagement } from '../../../core/campaigns/engagement.ts';
import type { WriteOperation } from './transact.ts';

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
