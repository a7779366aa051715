import { campaignSchema, campaignStateSchema, campaignWithProgressSchema } from '../../contract/campaigns.ts';
import { paths } from '../../contract/paths.ts';
import { templateSummarySchema } from '../../contract/templates.ts';
import type { ApiClient } from './client.ts';
import { waitUntil } from './poll.ts';
import { SAMPLE_SHOP } from './sampleCampaign.ts';
import { sampleTemplate } from './sampleTemplate.ts';

/** Creates the sample campaign with a holdout, launches it and waits until everybody has an outcome. */
export async function sendCampaign(
  api: ApiClient,
  segmentIds: string[],
  print: (line: string) => void,
): Promise<string> {
  const template = await api.send('POST', paths.templates, await sampleTemplate('season-offer'), templateSummarySchema);
  const { id } = await api.send(
    'POST',
    paths.campaigns,
    {
      name: SAMPLE_SHOP.campaign,
      segmentIds,
      templateId: template.id,
      from: SAMPLE_SHOP.from,
      holdout: SAMPLE_SHOP.holdout,
      costs: { fixed: SAMPLE_SHOP.fixedCost },
    },
    campaignSchema,
  );
  await api.send('POST', paths.campaignAction(id, 'launch'), undefined, campaignStateSchema);
  const { progress } = await waitUntil(
    () => api.get(paths.campaign(id), campaignWithProgressSchema),
    ({ status }) => !['scheduled', 'sending'].includes(status),
  );
  const skipped = Object.entries(progress.skipped).map(([reason, count]) => `${count} ${reason}`);
  print(
    `  Sent "${SAMPLE_SHOP.campaign}": ${progress.audience.toLocaleString('en')} matched, ${progress.accepted.toLocaleString('en')} accepted, ` +
      `${progress.holdout.toLocaleString('en')} held out, ${skipped.join(', ') || 'none'} skipped.`,
  );
  return id;
}
