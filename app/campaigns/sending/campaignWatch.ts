import type { Campaign, CampaignStatus } from '../../../core/campaigns/campaign.ts';
import type { CampaignStore } from '../../ports/stores/campaigns.ts';
import { campaignOf } from '../campaignOf.ts';

const FRESH_MS = 1_000;

/** Knows a campaign's status, at most a second old, so that pause and cancel take hold while a shard is being sent. */
export interface CampaignWatch {
  status(): Promise<CampaignStatus>;
}

export function watchCampaign(
  campaigns: Pick<CampaignStore, 'get'>,
  first: Campaign,
  clock: () => number,
): CampaignWatch {
  const read = async () => (await campaignOf(campaigns, first.id)).status;
  let known = { at: clock(), status: Promise.resolve(first.status) };
  return {
    async status() {
      if (clock() - known.at >= FRESH_MS) known = { at: clock(), status: read() };
      return known.status;
    },
  };
}
