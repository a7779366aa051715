import { describe, expect, it } from 'vitest';
import { issueOf } from '../../issueOf.ts';

describe('a clause about an attribute', () => {
  it.each([
    ['rule', { attribute: 'a' }],
    ['rule.lt', { attribute: 'a', gt: 1, lt: 2 }],
    ['rule.eqq', { attribute: 'a', eq: 1, eqq: 2 }],
    ['rule.attribute', { attribute: '', eq: 1 }],
    ['rule.attribute', { attribute: 'constructor', eq: 1 }],
    ['rule.attribute', { attribute: 7, eq: 1 }],
    ['rule.eq', { attribute: 'a', eq: null }],
    ['rule.eq', { attribute: 'a', eq: NaN }],
    ['rule.eq', { attribute: 'a', eq: 'x'.repeat(1025) }],
    ['rule.in', { attribute: 'a', in: [] }],
    ['rule.in[1]', { attribute: 'a', in: ['x', {}] }],
    ['rule.in', { attribute: 'a', in: Array.from({ length: 1001 }, () => 1) }],
    ['rule.gt', { attribute: 'a', gt: '2026-01-01' }],
    ['rule.between', { attribute: 'a', between: [2, 1] }],
    ['rule.between', { attribute: 'a', between: [1] }],
    ['rule.between[1]', { attribute: 'a', between: [1, 'today'] }],
    ['rule.between', { attribute: 'a', between: ['2026-02-01', '2026-01-01'] }],
    ['rule.exists', { attribute: 'a', exists: 'yes' }],
    ['rule.contains', { attribute: 'a', contains: '' }],
    ['rule.contains', { attribute: 'a', contains: '\u200c' }],
    ['rule.hasAny[0]', { attribute: 'a', hasAny: [1] }],
    ['rule.before', { attribute: 'a', before: '2026-02-30' }],
    ['rule.after', { attribute: 'a', after: '30d' }],
    ['rule.after', { attribute: 'a', after: 20 }],
    ['rule.withinLast', { attribute: 'a', withinLast: '0d' }],
    ['rule.withinLast', { attribute: 'a', withinLast: '7 days' }],
    ['rule.withinNext', { attribute: 'a', withinNext: '101y' }],
    ['rule.anniversaryWithin', { attribute: 'a', anniversaryWithin: '367d' }],
    ['rule.calendar', { attribute: 'a', anniversaryWithin: '7d', calendar: 'lunar' }],
    ['rule.calendar', { attribute: 'a', eq: 1, calendar: 'persian' }],
  ])('with an issue at %s is refused: %j', (path, input) => {
    const issue = issueOf(input);
    expect(issue?.path).toBe(path);
    expect(issue?.reason).not.toBe('');
  });
});
