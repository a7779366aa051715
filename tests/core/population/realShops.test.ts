import { beforeAll, describe, expect, it } from 'vitest';
import { quantileBin } from '../../../core/statistics/distribution.ts';
import { ACCURACY, binOf, middleOf } from '../../../core/statistics/sketchBins.ts';
import {
  cdnowShop,
  exactQuantile,
  hasRealShops,
  metricValues,
  onlineRetailShop,
  scoreCounts,
  SHARES,
  type RealShop,
} from './realShops.ts';

describe.skipIf(!hasRealShops)('real shops, in eight shards (skipped where ../shared/data is absent)', () => {
  let shops: readonly RealShop[];
  beforeAll(() => {
    shops = [cdnowShop(), onlineRetailShop()];
  });

  it('have the customers they are known to have', () => {
    expect(shops.map(({ fitted }) => fitted.customers)).toEqual([23_570, 220]);
  });

  it('score as exact fifths do, but for customers within 1 % of a border', () => {
    for (const shop of shops) {
      for (const { dimension, borders, exact, ours, differing } of scoreCounts(shop)) {
        const total = exact.reduce((sum, count) => sum + count, 0);
        expect(ours.reduce((sum, count) => sum + count, 0)).toBe(total);
        const isNear = (value: number) =>
          borders.some((border) => Math.abs(value - border) <= 2.1 * ACCURACY * Math.abs(border));
        expect(differing.filter((value) => !isNear(value))).toEqual([]);
        if (dimension !== 'monetary') expect(ours).toEqual(exact);
        expect(differing.length / total).toBeLessThan(0.02);
      }
    }
  });

  it('have percentiles within half a per cent of the exact ones, and the very bin of them', () => {
    for (const shop of shops) {
      const values = metricValues(shop);
      for (const [metric, distribution] of shop.distributions) {
        expect(distribution.total).toBe(values[metric]!.length);
        for (const share of SHARES) {
          const exact = exactQuantile(values[metric]!, share);
          const bin = quantileBin(distribution, share)!;
          expect(bin).toBe(binOf(exact));
          expect(Math.abs(middleOf(bin) - exact)).toBeLessThanOrEqual(ACCURACY * Math.abs(exact) * (1 + 1e-9));
        }
      }
    }
  });

  it('are summed up in far less than an item each', () => {
    for (const { cost } of shops) expect(cost.bytes / 8).toBeLessThan(200_000);
  });
});
