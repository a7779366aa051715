import { describe, expect, it } from 'vitest';
import { issueOf } from '../../issueOf.ts';

describe('a clause about an event', () => {
  it.each([
    ['rule.where', { event: 'visit', where: {} }],
    ['rule.where.page', { event: 'visit', where: { page: 'x'.repeat(65) } }],
    ['rule.where.page', { event: 'visit', where: { page: null } }],
    ['rule.where.price.gte', { event: 'visit', where: { price: { gte: '5' } } }],
    ['rule.where.price.between', { event: 'visit', where: { price: { between: [1, 2], gte: 3 } } }],
    ['rule.where.price.lt', { event: 'visit', where: { price: { gte: 1, lt: 3 } } }],
    ['rule.where.a"b', { event: 'visit', where: { 'a"b': 1 } }],
    [
      'rule.where',
      { event: 'visit', where: Object.fromEntries('a,b,c,d,e,f,g,h,i'.split(',').map((name) => [name, 1])) },
    ],
    ['rule.count.gte', { event: 'visit', count: { gte: '2' } }],
    ['rule.count', { event: 'visit', count: 2 }],
    ['rule.count.times', { event: 'visit', count: { times: 2 } }],
    ['rule.event', { event: '__proto__' }],
  ])('with an issue at %s is refused: %j', (path, input) => {
    const issue = issueOf(input);
    expect(issue?.path).toBe(path);
    expect(issue?.reason).not.toBe('');
  });
});
