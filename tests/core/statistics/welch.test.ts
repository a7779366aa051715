import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mean, variance, type Moments } from '../../../core/statistics/moments.ts';
import { differenceOfMeans } from '../../../core/statistics/welch.ts';

const momentsOf = (values: readonly number[]): Moments => {
  const exact = values.map(BigInt);
  return {
    count: values.length,
    sum: exact.reduce((sum, value) => sum + value, 0n),
    sumSquares: exact.reduce((sum, value) => sum + value * value, 0n),
  };
};

describe('moments', () => {
  it('are exact where doubles are not', () => {
    const huge = 9_007_199_254_740_991;
    expect(variance(momentsOf([huge, huge, huge - 2]))).toBeCloseTo(4 / 3, 12);
  });

  it('have the mean and the unbiased variance', () => {
    const moments = momentsOf([2, 4, 4, 4, 5, 5, 7, 9]);
    expect(mean(moments)).toBe(5);
    expect(variance(moments)).toBeCloseTo(32 / 7, 12);
  });
});

describe("Welch's interval", () => {
  it('is that of R for the sleep data (in tenths of an hour)', () => {
    const first = momentsOf([7, -16, -2, -12, -1, 34, 37, 8, 0, 20]);
    const second = momentsOf([19, 8, 11, 1, -1, 44, 55, 16, 46, 34]);
    const difference = differenceOfMeans(first, second);
    expect(difference?.estimate).toBeCloseTo(-15.8, 10);
    expect(difference?.df).toBeCloseTo(17.77647, 5);
    expect(difference?.low).toBeCloseTo(-33.654832, 5);
    expect(difference?.high).toBeCloseTo(2.054832, 5);
  });

  it('does not exist with fewer than two customers in an arm', () => {
    expect(differenceOfMeans(momentsOf([1, 2, 3]), momentsOf([1]))).toBeUndefined();
    expect(differenceOfMeans(momentsOf([]), momentsOf([1, 2]))).toBeUndefined();
  });

  it('shrinks to a point where nobody varies', () => {
    expect(differenceOfMeans(momentsOf([5, 5]), momentsOf([2, 2]))).toMatchObject({ estimate: 3, low: 3, high: 3 });
  });

  it('turns its sign when the arms change places', () => {
    const values = fc.array(fc.integer({ min: -1e6, max: 1e6 }), { minLength: 2, maxLength: 20 });
    fc.assert(
      fc.property(values, values, (a, b) => {
        const there = differenceOfMeans(momentsOf(a), momentsOf(b));
        const back = differenceOfMeans(momentsOf(b), momentsOf(a));
        expect(there?.low).toBeCloseTo(-(back?.high ?? NaN), 6);
        expect(there?.estimate).toBeCloseTo(-(back?.estimate ?? NaN), 6);
      }),
    );
  });
});
