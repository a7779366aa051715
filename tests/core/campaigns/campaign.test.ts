import { describe, expect, test } from 'vitest';
import { campaignInputSchema, campaignSchema, newCampaign } from '../../../core/campaigns/campaign.ts';
import { NOW } from './fixtures.ts';

const valid = {
  name: 'Spring',
  segmentIds: ['seg_1'],
  templateId: 'tpl_1',
  from: { name: 'فروشگاه پیک', email: 'shop@example.com' },
};
const problemsOf = (changes: object) =>
  campaignInputSchema.safeParse({ ...valid, ...changes }).error?.issues.map((issue) => issue.path.join('.')) ?? [];

describe('a campaign as entered', () => {
  test('needs a name, a segment, a template and a sender; the rest has defaults', () => {
    expect(campaignInputSchema.parse(valid)).toEqual({ ...valid, holdout: 0, conversionWindowDays: 14 });
  });

  test.each([
    ['holdout', { holdout: 0.6 }],
    ['holdout', { holdout: -0.1 }],
    ['segmentIds', { segmentIds: [] }],
    ['segmentIds', { segmentIds: ['a', 'a'] }],
    ['name', { name: 'a\r\nBcc: x@example.com' }],
    ['name', { name: '  ' }],
    ['from.name', { from: { name: 'Shop\u0000', email: 'shop@example.com' } }],
    ['from.name', { from: { name: 'Shop\nTo: x', email: 'shop@example.com' } }],
    ['from.email', { from: { name: 'Shop', email: 'shop@example.com\r\nBcc: x@y.z' } }],
    ['from.email', { from: { name: 'Shop', email: 'Shop <shop@example.com>' } }],
    ['from.email', { from: { name: 'Shop', email: 'a@b@c' } }],
    ['variants.0.arm', { variants: [{ arm: 'Holdout' }] }],
    ['variants.0.arm', { variants: [{ arm: 'with space' }] }],
    ['variants.0.weight', { variants: [{ arm: 'a', weight: 0 }] }],
    ['variants', { variants: [{ arm: 'a' }, { arm: 'a' }] }],
    ['schedule.at', { schedule: { at: 'tomorrow' } }],
    ['schedule.at', { schedule: { at: '2026-12-01' } }],
    ['conversionWindowDays', { conversionWindowDays: 0 }],
    ['conversionWindowDays', { conversionWindowDays: 91 }],
    ['costs.fixed', { costs: { fixed: 1.5 } }],
    ['costs.discountRate', { costs: { discountRate: 1.1 } }],
    ['', { hold_out: 0.1 }],
  ])('names %s in what it refuses', (path, changes) => {
    expect(problemsOf(changes)).toContain(path);
  });

  test('becomes a draft that survives being stored', () => {
    const input = campaignInputSchema.parse({
      ...valid,
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
});
