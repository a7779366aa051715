import { describe, expect, it } from 'vitest';
import { encodeCustomer } from '../../../../core/customers/codec.ts';
import { compileRule } from '../../../../core/segments/compile/compile.ts';
import { contextAt } from '../../../../core/segments/evaluation/context.ts';
import { issueOf } from '../issueOf.ts';
import { buyer, explained, NOW, revenueOf } from './fits.ts';

describe('a clause about a percentile', () => {
  it('follows the population from one fit to the next', () => {
    const compiled = compileRule({ percentile: 'revenue', top: 20 }, () => undefined);
    const item = encodeCustomer(buyer('c1', [5_000]));
    const context = contextAt(NOW, 'UTC', 'USD');
    const few = revenueOf([1_000, 2_000, 3_000, 4_000, 5_000]);
    expect(compiled(item, { ...context, population: few })).toBe(true);
    expect(compiled(item, { ...context, population: revenueOf([5_000, 6_000, 7_000, 8_000, 9_000]) })).toBe(false);
    expect(compiled(item, { ...context, population: few })).toBe(true);
  });

  it('tells the number, and the one to be beaten', () => {
    const clause = explained({ percentile: 'revenue', top: 40 }, revenueOf([1_000, 2_000, 3_000, 9_000, 9_000]));
    expect(clause).toMatchObject({ holds: true, value: 6_000 });
    expect(clause?.limit).toBeGreaterThan(3_000 * 0.995);
    expect(clause?.limit).toBeLessThan(3_000 * 1.005);
  });

  it('says where its window was not fitted', () => {
    expect(explained({ percentile: 'revenue', within: '7d', top: 5 }, revenueOf([1_000, 2_000]))).toMatchObject({
      value: 0,
      reason: 'windowNotFitted',
    });
  });

  it.each([
    [{ percentile: 'clicks', top: 10 }, 'rule.percentile'],
    [{ percentile: 'revenue' }, 'rule'],
    [{ percentile: 'revenue', top: 10, bottom: 10 }, 'rule.bottom'],
    [{ percentile: 'revenue', top: 0 }, 'rule.top'],
    [{ percentile: 'revenue', top: 51 }, 'rule.top'],
    [{ percentile: 'revenue', top: 10, within: '500d' }, 'rule.within'],
  ])('is refused: %j at %s', (input, path) => {
    expect(issueOf(input)?.path).toBe(path);
  });
});
