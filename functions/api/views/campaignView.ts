import type { CampaignResponse } from '../../../contract/campaigns.ts';
import type { Campaign } from '../../../core/campaigns/campaign.ts';
import { timeText } from '../../../core/shared/timeText.ts';

/** A campaign as the API shows it; what was frozen stays inside. */
export function campaignView(campaign: Campaign): CampaignResponse {
  const { id, name, status, origin, createdAt, launchedAt, segmentIds, segmentNames, schedule } = campaign;
  const { templateId, from, holdout, variants, conversionWindowDays, costs, haltReason } = campaign;
  return {
    id,
    name,
    status,
    origin,
    createdAt: timeText(createdAt),
    ...(launchedAt !== undefined && { launchedAt: timeText(launchedAt) }),
    segmentIds,
    segments: Object.entries(segmentNames).map(([segment, label]) => ({ id: segment, name: label })),
    ...(templateId !== undefined && { templateId }),
    ...(from && { from }),
    holdout,
    variants,
    ...(schedule && { schedule: { at: timeText(schedule.at) } }),
    conversionWindowDays,
    ...(costs && { costs }),
    ...(haltReason !== undefined && { haltReason }),
  };
}
