import type { Campaign } from '../../core/campaigns/campaign.ts';
import { NotFoundError } from '../../core/shared/errors.ts';
import type { CampaignStore } from '../ports/stores/campaigns.ts';

/** A campaign by its id. Throws NotFoundError. */
export async function campaignOf(campaigns: Pick<CampaignStore, 'get'>, id: string): Promise<Campaign> {
  const campaign = await campaigns.get(id);
  if (!campaign) throw new NotFoundError('campaign', id);
  return campaign;
}
