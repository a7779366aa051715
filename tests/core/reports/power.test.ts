import { describe, expect, it } from 'vitest';
import { detectableLift } from '../../../core/reports/power.ts';

describe('the smallest lift that a campaign can see', () => {
  it('is 2.8016 standard errors of the difference', () => {
    const lift = detectableLift({ customers: 10_000, holdout: 0.1, mean: 500, variance: 4_000_000 });
    expect(lift?.perCustomer).toBeCloseTo(2.801585 * Math.sqrt(4_000_000 * (1 / 9_000 + 1 / 1_000)), 3);
    expect(lift?.share).toBeCloseTo((lift?.perCustomer ?? 0) / 500, 12);
  });

  it('shrinks with a larger holdout and with more customers', () => {
    const lift = (customers: number, holdout: number) =>
      detectableLift({ customers, holdout, mean: 1, variance: 1 })?.perCustomer ?? NaN;
    expect(lift(10_000, 0.5)).toBeLessThan(lift(10_000, 0.1));
    expect(lift(40_000, 0.1)).toBeCloseTo(lift(10_000, 0.1) / 2, 10);
  });

  it('has no share of a mean of zero', () => {
    expect(detectableLift({ customers: 1_000, holdout: 0.2, mean: 0, variance: 1 })?.share).toBeNull();
  });

  it('does not exist without a holdout or customers', () => {
    expect(detectableLift({ customers: 1_000, holdout: 0, mean: 1, variance: 1 })).toBeNull();
    expect(detectableLift({ customers: 10, holdout: 0.1, mean: 1, variance: 1 })).toBeNull();
  });
});
