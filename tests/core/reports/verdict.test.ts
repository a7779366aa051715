import { describe, expect, it } from 'vitest';
import { MIN_CONVERTING, MIN_CUSTOMERS, verdictOf } from '../../../core/reports/verdict.ts';

const enough = { customers: MIN_CUSTOMERS, converting: MIN_CONVERTING };
const none = { customers: MIN_CUSTOMERS, converting: 0 };

describe('the verdict', () => {
  it.each([
    ['gain', { low: 1, high: 9 }],
    ['loss', { low: -9, high: -1 }],
    ['undecided', { low: -1, high: 9 }],
    ['undecided', { low: 0, high: 9 }],
    ['not-enough-data', { low: null, high: null }],
  ])('is %s for the interval %o', (expected, interval) => {
    expect(verdictOf({ treated: enough, holdout: none, interval })).toBe(expected);
  });

  it('is not given on fewer customers or conversions than stated, however clear the interval looks', () => {
    const interval = { low: 1, high: 2 };
    const few = { customers: MIN_CUSTOMERS - 1, converting: 50 };
    expect(verdictOf({ treated: few, holdout: enough, interval })).toBe('not-enough-data');
    expect(verdictOf({ treated: enough, holdout: few, interval })).toBe('not-enough-data');
    const quiet = { customers: 10_000, converting: MIN_CONVERTING - 1 };
    expect(verdictOf({ treated: quiet, holdout: none, interval })).toBe('not-enough-data');
  });
});
