import { describe, expect, it } from 'vitest';
import { extendExternal, newExternalCampaign } from '../../../core/campaigns/externalCampaign.ts';

const SENT = Date.UTC(2026, 1, 1);
const made = newExternalCampaign('Spring', undefined, { id: 'cmp_1', now: SENT });

describe('a campaign that was run elsewhere', () => {
  it('is measured over 14 days where no window is asked for', () => {
    expect(made).toMatchObject({ status: 'measured', origin: 'external', conversionWindowDays: 14 });
    expect(newExternalCampaign('Spring', 30, { id: 'cmp_1', now: SENT }).conversionWindowDays).toBe(30);
  });

  it('learns arms, labels and the earliest send from its rows; the holdout is no variant', () => {
    const rows = [
      { arm: 'a', sentAt: SENT + 1, segment: 'loyal' },
      { arm: 'holdout', sentAt: SENT },
      { arm: 'a', sentAt: SENT + 2, segment: 'new' },
    ];
    expect(extendExternal(made, rows, undefined)).toMatchObject({
      variants: [{ arm: 'a', weight: 1 }],
      segmentNames: { loyal: 'loyal', new: 'new' },
      launchedAt: SENT,
    });
  });

  it('stays the same object where rows bring nothing new, so that nothing is written', () => {
    const rows = [{ arm: 'a', sentAt: SENT }];
    const known = extendExternal(made, rows, undefined);
    expect(extendExternal(known, rows, undefined)).toBe(known);
    expect(extendExternal(known, rows, 7).conversionWindowDays).toBe(7);
  });
});
