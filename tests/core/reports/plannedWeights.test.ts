import { describe, expect, it } from 'vitest';
import { armOf } from '../../../core/campaigns/arms.ts';
import { plannedWeights } from '../../../core/reports/plannedWeights.ts';
import { sampleRatio } from '../../../core/reports/sampleRatio.ts';

describe('the planned shares of arms', () => {
  it('are those that customers are drawn with', () => {
    const plan = {
      holdout: 0.1,
      globalHoldout: 0.05,
      variants: [
        { arm: 'a', weight: 2 },
        { arm: 'b', weight: 1 },
      ],
    };
    const counts: Record<string, number> = {};
    for (let id = 0; id < 30_000; id++) {
      const arm = armOf({ salt: 'campaign', globalSalt: 'workspace', customerId: `c${id}`, ...plan });
      counts[arm] = (counts[arm] ?? 0) + 1;
    }
    expect(sampleRatio(counts, plannedWeights(plan))).toMatchObject({ ok: true });
    expect(plannedWeights(plan)['holdout']).toBeCloseTo(1 - 0.95 * 0.9, 12);
  });

  it('name the one arm of a campaign without variants, and no holdout where there is none', () => {
    expect(plannedWeights({ holdout: 0, globalHoldout: 0, variants: [] })).toEqual({ treatment: 1 });
  });
});
