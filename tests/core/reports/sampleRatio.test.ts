import { describe, expect, it } from 'vitest';
import { sampleRatio } from '../../../core/reports/sampleRatio.ts';
import { unitHash } from '../../../core/shared/hash.ts';

describe('the sample-ratio check', () => {
  it('has the p-value of the chi-square goodness of fit', () => {
    // chi-square = 100/900 + 100/100 = 10/9 at one degree of freedom
    expect(sampleRatio({ treatment: 910, holdout: 90 }, { treatment: 0.9, holdout: 0.1 }).p).toBeCloseTo(0.29184055, 7);
  });

  it('takes weights of any scale', () => {
    const counts = { a: 480, b: 520, holdout: 95 };
    const shares = sampleRatio(counts, { a: 0.45, b: 0.45, holdout: 0.1 });
    expect(sampleRatio(counts, { a: 450, b: 450, holdout: 100 }).p).toBeCloseTo(shares.p ?? NaN, 12);
  });

  it('passes what the hash assigns', () => {
    const counts = { treatment: 0, holdout: 0 };
    for (let id = 0; id < 50_000; id++) counts[unitHash('salt', `c${id}`) < 0.1 ? 'holdout' : 'treatment']++;
    expect(sampleRatio(counts, { treatment: 0.9, holdout: 0.1 }).ok).toBe(true);
  });

  it('fails where an arm lost one customer in twenty', () => {
    expect(sampleRatio({ treatment: 45_000, holdout: 4_750 }, { treatment: 0.9, holdout: 0.1 }).ok).toBe(false);
  });

  it('fails where somebody is in an arm that nobody planned', () => {
    expect(sampleRatio({ a: 10, ghost: 1 }, { a: 1 })).toEqual({ p: 0, ok: false });
  });

  it('counts an arm without anybody', () => {
    expect(sampleRatio({ treatment: 1_000 }, { treatment: 0.9, holdout: 0.1 }).ok).toBe(false);
  });

  it.each([
    ['one arm', { treatment: 5 }, { treatment: 1 }],
    ['no plan known', { a: 5, holdout: 5 }, undefined],
    ['nobody assigned', {}, { a: 0.5, holdout: 0.5 }],
  ])('has nothing to test with %s', (_, counts, weights) => {
    expect(sampleRatio(counts, weights)).toEqual({ p: null, ok: true });
  });
});
