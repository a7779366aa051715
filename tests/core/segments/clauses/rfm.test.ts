import { describe, expect, it } from 'vitest';
import { encodeCustomer } from '../../../../core/customers/codec.ts';
import { compileRule } from '../../../../core/segments/compile/compile.ts';
import { contextAt } from '../../../../core/segments/evaluation/context.ts';
import type { PopulationStatistics } from '../../../../core/population/populationStatistics.ts';
import { issueOf } from '../issueOf.ts';
import { buyer, DAY, explained, NOW, revenueOf } from './fits.ts';

describe('a clause about RFM groups', () => {
  it('counts silence to the day of the fit, so that nobody drifts between fits', () => {
    const population: PopulationStatistics = {
      ...revenueOf([1_000]),
      rfm: { recency: [7, 30, 60, 90], frequency: [], monetary: [] },
    };
    const item = encodeCustomer(buyer('c1', [1_000], 3));
    const fresh = compileRule({ rfm: { recency: { eq: 5 } } }, () => undefined);
    for (const later of [0, 30, 300]) {
      expect(fresh(item, { ...contextAt(NOW + later * DAY, 'UTC', 'USD'), population })).toBe(true);
    }
  });

  it('tells the scores with their group', () => {
    const rfm = { recency: [1, 2, 3, 4], frequency: [0, 0, 0, 0], monetary: [0, 0, 0, 0] };
    expect(explained({ rfm: ['atRisk'] }, { ...revenueOf([1]), rfm })).toMatchObject({
      value: { recency: 1, frequency: 5, monetary: 5, label: 'cannotLose' },
    });
  });

  it('says where there are no borders', () => {
    expect(explained({ rfm: ['loyal'] }, revenueOf([1_000]))).toMatchObject({ value: null, reason: 'notFitted' });
  });

  it.each([
    [{ rfm: [] }, 'rule.rfm'],
    [{ rfm: ['loyal', 'vip'] }, 'rule.rfm[1]'],
    [{ rfm: {} }, 'rule.rfm'],
    [{ rfm: { recency: { gte: 6 } } }, 'rule.rfm.recency.gte'],
    [{ rfm: { recency: 5 } }, 'rule.rfm.recency'],
    [{ rfm: { r: { gte: 1 } } }, 'rule.rfm.r'],
    [{ rfm: ['loyal'], within: '7d' }, 'rule.within'],
  ])('is refused: %j at %s', (input, path) => {
    expect(issueOf(input)?.path).toBe(path);
  });
});
