import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ruleSchema } from '../../contract/rules.ts';
import { parseRule } from '../../core/segments/rule/parseRule.ts';
import { quantityClause } from '../core/segments/quantityArbitraries.ts';
import { rule } from '../core/segments/ruleArbitraries.ts';

describe('the rule in answers', () => {
  it('is every rule that can be stored, with nothing lost', () => {
    fc.assert(
      fc.property(fc.oneof(rule, quantityClause), (stored) => {
        expect(ruleSchema.parse(JSON.parse(JSON.stringify(stored)))).toEqual(parseRule(stored));
      }),
    );
  });

  it.each([
    { attribute: 'country', in: ['IR', 'UA'] },
    { attribute: 'birthday', anniversaryWithin: '7d', calendar: 'persian' },
    { event: 'purchase', where: { category: 'books', price: { gte: 5 } }, within: '90d', count: { gte: 2 } },
    { metric: 'revenue', within: '365d', gte: 50000 },
    { rfm: ['champions', 'loyal'] },
    { rfm: { recency: { gte: 4 } } },
    { percentile: 'revenue', top: 10 },
    { predicted: 'churn', gte: 0.7 },
    { campaign: 'cmp_1', did: 'clicked' },
    { all: [{ member: 'seg_2' }, { not: { consent: 'email' } }, { any: [{ feedback: 'nps', lte: 6 }] }] },
  ])('says %j whole', (stored) => {
    expect(parseRule(stored)).toEqual(stored);
    expect(ruleSchema.parse(stored)).toEqual(stored);
  });

  it('is not whatever a client takes for a rule', () => {
    for (const none of [{}, { attribut: 'a' }, { all: [{ attribut: 'a' }] }, { metric: 'height', gte: 1 }, 'everybody'])
      expect(ruleSchema.safeParse(none).success, JSON.stringify(none)).toBe(false);
  });
});
