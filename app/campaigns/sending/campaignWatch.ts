import type { Campaign, CampaignStatus } from '../../../core/campaigns/campaign.ts';
import { NotFoundError } from '../../../core/shared/errors.ts';
import type { CampaignStore } from '../../ports/stores/campaigns.ts';

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
  let known = { at: clock(), status: Promise.resolve(first.status) };
  return {
    async status() {
      if (clock() - known.at >= FRESH_MS) known = { at: clock(), status: read(campaigns, first.id) };
      return known.status;
    },
  };
}

async function read(campaigns: Pick<CampaignStore, 'get'>, id: string): Promise<CampaignStatus> {
  const campaign = await campaigns.get(id);
  if (!campaign) throw new NotFoundError('campaign', id);
  return campaign.status;
}
