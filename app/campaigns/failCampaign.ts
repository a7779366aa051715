import type { CampaignStatus } from '../../core/campaigns/campaign.ts';
import type { Deps } from '../ports/deps.ts';
import { metrics } from '../shared/metrics.ts';
import { advanceCampaign } from './advanceCampaign.ts';

/** Halts a campaign whose run failed and keeps why, so that somebody can mend it and resume. Answers its status. */
export async function failCampaign(
  { stores, clock, log }: Pick<Deps, 'stores' | 'clock' | 'log'>,
  campaignId: string,
  haltReason: string,
): Promise<CampaignStatus> {
  const halted = metrics({ CampaignsHalted: 1 }, clock());
  log.error({ campaignId, error: haltReason, ...halted }, 'the run of a campaign failed');
  const { status } = await advanceCampaign(stores.campaigns, campaignId, 'halt', () => ({ haltReason }));
  return status;
}
