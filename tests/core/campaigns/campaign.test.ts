import { expect, test } from 'vitest';
import { newCampaignSchema } from '../../../contract/campaigns.ts';
import { campaignSchema, newCampaign } from '../../../core/campaigns/campaign.ts';
import { NOW } from './fixtures.ts';

test('a campaign as entered becomes a draft that survives being stored', () => {
  const input = newCampaignSchema.parse({
    name: 'Spring',
    segmentIds: ['seg_1'],
    templateId: 'tpl_1',
    from: { name: 'فروشگاه پیک', email: 'shop@example.com' },
    schedule: { at: '2026-12-01T09:00:00+03:30' },
    variants: [{ arm: 'a' }, { arm: 'b', weight: 3, templateId: 'tpl_2' }],
    costs: { fixed: 50_000 },
  });
  const draft = newCampaign(input, { id: 'cmp_1', now: NOW, salt: 's', segmentNames: { seg_1: 'VIP' } });
  expect(draft).toMatchObject({ status: 'draft', origin: 'peyk', version: 0, runNo: 0 });
  expect(draft.schedule).toEqual({ at: Date.UTC(2026, 11, 1, 5, 30) });
  expect(draft.variants).toEqual([
    { arm: 'a', weight: 1 },
    { arm: 'b', weight: 3, templateId: 'tpl_2' },
  ]);
  expect(campaignSchema.parse(JSON.parse(JSON.stringify(draft)))).toEqual(draft);
});
