import type { ApiClient } from './client.ts';
import { waitUntil } from './poll.ts';
import { SAMPLE_SHOP } from './sampleCampaign.ts';
import { campaignState, withId } from './shapes.ts';
import { sampleTemplate } from './sampleTemplate.ts';
import { z } from 'zod';

/** Creates the sample campaign with a holdout, launches it and waits until everybody has an outcome. */
export async function sendCampaign(
  api: ApiClient,
  segmentIds: string[],
  print: (line: string) => void,
): Promise<string> {
  const template = await api.send('POST', '/api/v1/templates', await sampleTemplate('season-offer'), withId);
  const { id } = await api.send(
    'POST',
    '/api/v1/campaigns',
    {
      name: SAMPLE_SHOP.campaign,
      segmentIds,
      templateId: template.id,
      from: SAMPLE_SHOP.from,
      holdout: SAMPLE_SHOP.holdout,
      costs: { fixed: SAMPLE_SHOP.fixedCost },
    },
    withId,
  );
  await api.send('POST', `/api/v1/campaigns/${id}/launch`, undefined, z.unknown());
  const { progress } = await waitUntil(
    () => api.get(`/api/v1/campaigns/${id}`, campaignState),
    ({ status }) => !['scheduled', 'sending'].includes(status),
  );
  const skipped = Object.entries(progress.skipped).map(([reason, count]) => `${count} ${reason}`);
  print(
    `  Sent "${SAMPLE_SHOP.campaign}": ${progress.audience.toLocaleString('en')} matched, ${progress.accepted.toLocaleString('en')} accepted, ` +
      `${progress.holdout.toLocaleString('en')} held out, ${skipped.join(', ') || 'none'} skipped.`,
  );
  return id;
}
