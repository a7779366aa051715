import { describe, expect, it } from 'vitest';
import { restlessReason } from '../../../../core/segments/rule/restless.ts';
import { parseRule } from '../../../../core/segments/rule/parseRule.ts';
import type { Rule } from '../../../../core/segments/rule/rule.ts';

const received = { campaign: 'cmp_1', did: 'received' };
const RULES = new Map<string, Rule>([
  ['sent', parseRule({ not: received })],
  ['nested', parseRule({ any: [{ member: 'sent' }, { member: 'sent' }] })],
]);

describe('a rule', () => {
  it.each([
    [received, 'sends'],
    [{ campaign: 'cmp_1', did: 'converted', within: '30d' }, 'sends'],
    [{ metric: 'sends', within: '7d', eq: 0 }, 'sends'],
    [{ all: [{ consent: 'email' }, { member: 'nested' }] }, 'sends'],
    [{ rfm: ['champions'] }, 'quantities'],
    [{ all: [{ predicted: 'churn', gte: 0.5 }, { member: 'sent' }] }, 'both'],
    [{ campaign: 'cmp_1', did: 'clicked', within: '30d' }, undefined],
    [{ feedback: 'nps', lte: 6 }, undefined],
    [{ event: 'purchase', where: { category: 'books' }, within: '30d' }, undefined],
    [{ metric: 'clicks', gte: 1 }, undefined],
    [{ member: 'gone' }, undefined],
  ])('of %j is restless because of: %s', (input, reason) => {
    expect(restlessReason(parseRule(input), (id) => RULES.get(id))).toBe(reason);
  });
});
