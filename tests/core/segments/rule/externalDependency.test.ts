import { describe, expect, it } from 'vitest';
import { externalDependencies } from '../../../../core/segments/rule/externalDependency.ts';
import { parseRule } from '../../../../core/segments/rule/parseRule.ts';
import type { Rule } from '../../../../core/segments/rule/rule.ts';

const received = { campaign: 'cmp_1', did: 'received' };
const RULES = new Map<string, Rule>([
  ['sent', parseRule({ not: received })],
  ['nested', parseRule({ any: [{ member: 'sent' }, { member: 'sent' }] })],
]);

describe('a rule', () => {
  it.each([
    [received, ['sends']],
    [{ campaign: 'cmp_1', did: 'converted', within: '30d' }, ['sends']],
    [{ metric: 'sends', within: '7d', eq: 0 }, ['sends']],
    [{ all: [{ consent: 'email' }, { member: 'nested' }] }, ['sends']],
    [{ rfm: ['champions'] }, ['population']],
    [{ all: [{ predicted: 'churn', gte: 0.5 }, { member: 'sent' }] }, ['population', 'sends']],
    [{ campaign: 'cmp_1', did: 'clicked', within: '30d' }, []],
    [{ feedback: 'nps', lte: 6 }, []],
    [{ event: 'purchase', where: { category: 'books' }, within: '30d' }, []],
    [{ metric: 'clicks', gte: 1 }, []],
    [{ member: 'gone' }, []],
  ])('of %j depends on: %j', (input, dependencies) => {
    expect([...externalDependencies(parseRule(input), (id) => RULES.get(id))].sort()).toEqual(dependencies);
  });
});
