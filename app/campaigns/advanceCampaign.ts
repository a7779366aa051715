import type { Campaign } from '../../core/campaigns/campaign.ts';
import { type CampaignAction, transition } from '../../core/campaigns/lifecycle.ts';
import type { CampaignStore } from '../ports/stores/campaigns.ts';

/**
 * Applies what a run reports (start, halt, finish, measure) where the campaign's status allows it; `also` is written
 * with it. Where it does not (somebody paused or cancelled meanwhile) nothing is written. Returns what is stored.
 */
export async function advanceCampaign(
  campaigns: CampaignStore,
  campaignId: string,
  action: CampaignAction,
  also: (campaign: Campaign) => Partial<Campaign> = () => ({}),
): Promise<Campaign> {
  return campaigns.mutate(campaignId, (current) => {
    const step = transition(current.status, action);
    if (!step.ok) return current;
    const changes = Object.entries(also(current)).filter(([key, value]) => !Object.is(field(current, key), value));
    if (step.status === current.status && changes.length === 0) return current;
    return { ...current, ...Object.fromEntries(changes), status: step.status };
  });
}

function field(campaign: Campaign, key: string): unknown {
  return Object.entries(campaign).find(([name]) => name === key)?.[1];
}
