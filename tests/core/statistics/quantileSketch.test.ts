import { DDSketch } from '@datadog/sketches-js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bottomBelow,
  decodeDistribution,
  encodeDistribution,
  quantileBin,
  topAbove,
} from '../../../core/statistics/distribution.ts';
import { createQuantileSketch } from '../../../core/statistics/quantileSketch.ts';
import { ACCURACY, binOf, keyOf, middleOf } from '../../../core/statistics/sketchBins.ts';

const value = fc.oneof(
  fc.integer({ min: -300, max: 300 }),
  fc.integer({ min: -9_000_000_000_000, max: 9_000_000_000_000 }),
  fc.double({ min: -1e6, max: 1e6, noNaN: true }).filter((each) => each === 0 || Math.abs(each) > 1e-9),
);
const values = fc.array(value, { maxLength: 200 });

function sketchOf(all: readonly number[]) {
  const sketch = createQuantileSketch();
  for (const each of all) sketch.add(each);
  return sketch.distribution();
}

describe('bins', () => {
  it('are those of the sketch, to the last bit', () => {
    const { mapping } = new DDSketch({ relativeAccuracy: ACCURACY });
    fc.assert(
      fc.property(fc.double({ min: 1e-9, max: 9e15, noNaN: true }), (each) => {
        expect(keyOf(each)).toBe(mapping.key(each) + 0);
        expect(middleOf(binOf(each))).toBeCloseTo(mapping.value(mapping.key(each)), 6);
      }),
      { numRuns: 5_000 },
    );
    for (let whole = 1; whole < 100_000; whole++) expect(keyOf(whole)).toBe(mapping.key(whole));
  });

  it('keep the order of numbers, and stand for what is in them within half a per cent', () => {
    fc.assert(
      fc.property(value, value, (one, other) => {
        if (one <= other) expect(binOf(one)).toBeLessThanOrEqual(binOf(other));
        expect(Math.abs(middleOf(binOf(one)) - one)).toBeLessThanOrEqual(ACCURACY * Math.abs(one) * (1 + 1e-9));
      }),
      { numRuns: 2_000 },
    );
  });

  it('hold every whole number up to 100 apart', () => {
    const bins = Array.from({ length: 201 }, (_, index) => binOf(index - 100));
    expect(new Set(bins).size).toBe(201);
  });
});

describe('a sketch', () => {
  it('counts every value in its bin, negative ones too', () => {
    fc.assert(
      fc.property(values, (all) => {
        const counted = new Map<number, number>();
        for (const each of all) counted.set(binOf(each), (counted.get(binOf(each)) ?? 0) + 1);
        const sorted = [...counted].sort(([one], [other]) => one - other);
        const { bins, counts, total } = sketchOf(all);
        expect(bins.map((bin, index) => [bin, counts[index]])).toEqual(sorted);
        expect(total).toBe(all.length);
      }),
      { numRuns: 300 },
    );
  });

  it('is the same however the values are split, and after it was stored', () => {
    fc.assert(
      fc.property(fc.array(values, { maxLength: 5 }), (parts) => {
        const merged = createQuantileSketch();
        for (const part of [...parts].reverse()) merged.merge(decodeDistribution(encodeDistribution(sketchOf(part))));
        expect(merged.distribution()).toEqual(sketchOf(parts.flat()));
      }),
      { numRuns: 300 },
    );
  });

  it('fits into a stored item many times over, whatever is counted', () => {
    const sketch = createQuantileSketch();
    for (let each = 0.01; each < 9e15; each *= 1 + ACCURACY) for (const sign of [1, -1]) sketch.add(sign * each);
    const { bins, counts } = sketch.distribution();
    const most = { bins, counts: counts.map(() => 1e9), total: 0 };
    expect(bins.length).toBeGreaterThan(8_000);
    expect(encodeDistribution(most).length).toBeLessThan(100_000);
  });

  it('refuses text that it did not write', () => {
    for (const text of ['x', '1', '1,0', '1,2;0,1', '1,2,3', '1,-2', ';', '1,2;']) {
      expect(() => decodeDistribution(text)).toThrow('not a table of counts');
    }
  });
});

describe('quantiles of a sketch', () => {
  it('lie within half a per cent of the exact ones', () => {
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 1, maxLength: 200 }),
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        (all, share) => {
          const sorted = [...all].sort((one, other) => one - other);
          const exact = sorted[Math.ceil(share * all.length - 1e-9) - 1]!;
          expect(quantileBin(sketchOf(all), share)).toBe(binOf(exact));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('never give the top or bottom more than their share, and all who fit', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 100 }),
        fc.integer({ min: 1, max: 50 }),
        (all, percent) => {
          const distribution = sketchOf(all);
          for (const each of all) {
            const asGood = all.filter((other) => other >= each).length;
            const asBad = all.filter((other) => other <= each).length;
            expect(binOf(each) > topAbove(distribution, percent)).toBe(asGood * 100 <= all.length * percent);
            expect(binOf(each) < bottomBelow(distribution, percent)).toBe(asBad * 100 <= all.length * percent);
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it('know nobody where nobody was counted', () => {
    const nobody = sketchOf([]);
    expect(quantileBin(nobody, 0.5)).toBeUndefined();
  });
});
