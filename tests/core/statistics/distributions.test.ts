import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { chiSquareTail, normalQuantile, studentCdf, studentQuantile } from '../../../core/statistics/distributions.ts';
import { logGamma, regularisedBeta, regularisedGammaQ } from '../../../core/statistics/special.ts';

describe("Student's t", () => {
  // R: qt(p, df)
  it.each([
    [0.975, 1, 12.7062047],
    [0.975, 2, 4.30265273],
    [0.975, 5, 2.57058184],
    [0.975, 10, 2.22813885],
    [0.975, 17.776474, 2.10281724],
    [0.975, 30, 2.04227246],
    [0.975, 100, 1.98397152],
    [0.975, 1000, 1.96233908],
    [0.995, 4, 4.60409487],
    [0.95, 12, 1.78228756],
    [0.9, 3, 1.63774436],
  ])('has the quantile %d at %d degrees of freedom where the tables have it', (p, df, expected) => {
    expect(studentQuantile(p, df)).toBeCloseTo(expected, 6);
  });

  it('is symmetric, with its median at zero', () => {
    expect(studentQuantile(0.5, 7)).toBe(0);
    expect(studentQuantile(0.025, 10)).toBeCloseTo(-2.22813885, 6);
  });

  it('runs into the normal quantile as the degrees of freedom grow', () => {
    expect(studentQuantile(0.975, 1e6)).toBeCloseTo(1.95996636, 6);
    expect(studentQuantile(0.975, 1e12)).toBeCloseTo(1.95996398, 7);
    expect(Math.abs(studentQuantile(0.975, 99_999) - studentQuantile(0.975, 100_001))).toBeLessThan(1e-8);
  });

  it('gives back the probability of its own quantile', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.501, max: 0.9999, noNaN: true }),
        fc.double({ min: 1, max: 90_000, noNaN: true }),
        (p, df) => {
          expect(studentCdf(studentQuantile(p, df), df)).toBeCloseTo(p, 8);
        },
      ),
    );
  });
});

describe('the normal distribution', () => {
  it.each([
    [0.5, 0],
    [0.8, 0.841621234],
    [0.95, 1.644853627],
    [0.975, 1.959963985],
    [0.999, 3.090232306],
    [0.025, -1.959963985],
  ])('has the quantile %d where the tables have it', (p, expected) => {
    expect(normalQuantile(p)).toBeCloseTo(expected, 8);
  });
});

describe('the upper tail of chi-square', () => {
  it.each([
    [3.841458821, 1, 0.05],
    [6.634896601, 1, 0.01],
    [10.82756617, 1, 0.001],
    [5.991464547, 2, 0.05],
    [18.30703805, 10, 0.05],
    [2, 2, Math.exp(-1)],
    [0, 3, 1],
  ])('beyond %d at %d degrees of freedom is where the tables have it', (statistic, df, expected) => {
    expect(chiSquareTail(statistic, df)).toBeCloseTo(expected, 8);
  });
});

describe('the special functions', () => {
  it('agree with closed forms', () => {
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.sqrt(Math.PI)), 12);
    expect(logGamma(11)).toBeCloseTo(Math.log(3_628_800), 10);
    expect(regularisedBeta(0.3, 1, 1)).toBeCloseTo(0.3, 12);
    expect(regularisedBeta(0.5, 2, 3)).toBeCloseTo(0.6875, 12); // 11/16, by the binomial sum
    expect(regularisedBeta(0, 2, 3)).toBe(0);
    expect(regularisedBeta(1, 2, 3)).toBe(1);
    expect(regularisedGammaQ(1, 2.5)).toBeCloseTo(Math.exp(-2.5), 12);
    expect(regularisedGammaQ(3, 0.5)).toBeCloseTo(Math.exp(-0.5) * 1.625, 12);
  });
});
