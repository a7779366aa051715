import { describe, expect, test } from 'vitest';
import { newCampaignSchema } from '../../contract/campaigns.ts';

const valid = {
  name: 'Spring',
  segmentIds: ['seg_1'],
  templateId: 'tpl_1',
  from: { name: 'فروشگاه پیک', email: 'shop@example.com' },
};
const problemsOf = (changes: object) =>
  newCampaignSchema.safeParse({ ...valid, ...changes }).error?.issues.map((issue) => issue.path.join('.')) ?? [];

describe('a campaign as entered', () => {
  test('needs a name, a segment, a template and a sender; the rest has defaults', () => {
    expect(newCampaignSchema.parse(valid)).toEqual({ ...valid, holdout: 0, conversionWindowDays: 14 });
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
});
