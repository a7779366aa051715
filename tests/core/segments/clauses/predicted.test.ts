import { describe, expect, it } from 'vitest';
import { issueOf } from '../issueOf.ts';
import { explained, revenueOf } from './fits.ts';

describe('a clause about a prediction', () => {
  it('says that a fit was refused', () => {
    expect(explained({ predicted: 'churn', gte: 0 }, revenueOf([1_000]))).toMatchObject({
      value: null,
      reason: 'refused',
    });
  });

  it.each([
    [{ predicted: 'alive', gte: 0.5 }, 'rule.predicted'],
    [{ predicted: 'churn' }, 'rule'],
    [{ predicted: 'churn', gte: 70 }, 'rule.gte'],
    [{ predicted: 'churn', between: [0.2, 2] }, 'rule.between'],
  ])('is refused: %j at %s', (input, path) => {
    expect(issueOf(input)?.path).toBe(path);
  });
});
