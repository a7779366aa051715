import { describe, expect, it } from 'vitest';
import { issueOf } from '../../issueOf.ts';

describe('a clause about a metric', () => {
  it.each([
    ['rule.metric', { metric: 'profit', gte: 1 }],
    ['rule.gte', { metric: 'orders', gte: '1' }],
    ['rule.contains', { metric: 'orders', contains: 'x' }],
    ['rule', { metric: 'orders' }],
    ['rule.within', { metric: 'orders', within: '401d', gte: 1 }],
    ['rule.within', { metric: 'orders', within: '14m', gte: 1 }],
    ['rule.within', { metric: 'orders', within: '2y', gte: 1 }],
    ['rule.within', { metric: 'lastOrderDays', within: '30d', gte: 1 }],
  ])('with an issue at %s is refused: %j', (path, input) => {
    const issue = issueOf(input);
    expect(issue?.path).toBe(path);
    expect(issue?.reason).not.toBe('');
  });
});
