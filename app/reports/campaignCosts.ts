import type { Campaign } from '../../core/campaigns/campaign.ts';
import type { Progress } from '../../core/campaigns/progress.ts';
import { type Bill, billOf } from '../../core/costs/bill.ts';
import { parentTransitions } from '../../core/costs/transitions.ts';
import { addUsage } from '../../core/costs/usage.ts';
import type { Stores } from '../ports/stores/stores.ts';

/** What a campaign has used so far, at list prices. Messages are those of the ledger, each counted once. */
export async function campaignCosts(
  { usage }: Pick<Stores, 'usage'>,
  campaign: Campaign,
  shards: readonly Progress[],
): Promise<Bill> {
  const metered = await usage.of(campaign.id);
  const messages = shards.reduce((sum, { accepted }) => sum + accepted, 0);
  return billOf(addUsage({ ...metered, messages }, { transitions: parentTransitions(campaign.runNo) }));
}
