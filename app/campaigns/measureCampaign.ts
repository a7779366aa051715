import type { Deps } from '../ports/deps.ts';
import { advanceCampaign } from './advanceCampaign.ts';

/** Marks a campaign `measured` once its conversion window is over (`measureAt`, epoch ms); false before that. */
export async function measureCampaign(
  { stores, clock }: Pick<Deps, 'stores' | 'clock'>,
  campaignId: string,
  measureAt: number,
): Promise<boolean> {
  if (clock() < measureAt) return false;
  await advanceCampaign(stores.campaigns, campaignId, 'measure');
  return true;
}
