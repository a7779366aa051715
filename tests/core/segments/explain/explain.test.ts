import { describe, expect, it } from 'vitest';
import { encodeCustomer } from '../../../../core/customers/codec.ts';
import { newCustomer } from '../../../../core/customers/customer.ts';
import { applyEvent } from '../../../../core/customers/events.ts';
import { applyOrder } from '../../../../core/customers/orders.ts';
import { contextAt } from '../../../../core/segments/evaluation/context.ts';
import { explainRule } from '../../../../core/segments/explain/explain.ts';
import { parseRule } from '../../../../core/segments/rule/parseRule.ts';

const now = Date.parse('2026-03-21T12:00:00Z');
const context = contextAt(now, 'Asia/Tehran', 'IRR');
const base = {
  ...newCustomer('c1', 1),
  language: 'fa',
  attributes: { city: 'تهران', tags: ['a'], age: 31 },
  consent: { email: { granted: true, at: 9, source: 'api' } },
};
const bought = applyOrder(base, { amount: 700, currency: 'IRR', placedAt: now - 86_400_000 }, 'Asia/Tehran');
const item = encodeCustomer(applyEvent(bought, { name: 'visit', at: now }, 'Asia/Tehran'));

describe('an explanation', () => {
  it('names every clause, whether it holds and the value it looked at', () => {
    const rule = parseRule({
      all: [
        { attribute: 'city', contains: 'تهر' },
        { not: { attribute: 'age', gte: 30 } },
        {
          any: [
            { attribute: 'language', eq: 'fa' },
            { attribute: 'missing', exists: true },
            { attribute: 'tags', hasAny: ['b'] },
          ],
        },
        { metric: 'revenue', within: '1d', gte: 1 },
        { metric: 'lastOrderDays', eq: 1 },
        { event: 'visit', within: '1d' },
        { consent: 'email' },
        { member: 'seg' },
      ],
    });
    const found = explainRule(rule, item, context, () => ({ all: [] })).map(({ path, holds, value }) => [
      path,
      holds,
      value,
    ]);
    expect(found).toEqual([
      ['rule.all[0]', true, 'تهران'],
      ['rule.all[1].not', true, 31],
      ['rule.all[2].any[0]', true, 'fa'],
      ['rule.all[2].any[1]', false, null],
      ['rule.all[2].any[2]', false, ['a']],
      ['rule.all[3]', false, 0],
      ['rule.all[4]', true, 1],
      ['rule.all[5]', true, 1],
      ['rule.all[6]', true, { granted: true, at: 9, source: 'api' }],
      ['rule.all[7]', true, true],
    ]);
  });

  it('shows counts with properties, scores and the last day of a step, and from when properties are known', () => {
    const event = { name: 'visit', at: now, properties: { page: 'Home' } };
    const seen = {
      ...applyEvent(bought, event, 'Asia/Tehran'),
      feedback: { nps: { score: 4, at: now } },
      reactions: { cmp_1: { clicked: 20_500 } },
    };
    const visit = { ...seen.events['visit']!, combinationsFrom: 20_500, combinationsCut: '' };
    const rule = parseRule({
      all: [
        { event: 'visit', where: { page: 'home' }, within: '7d' },
        { event: 'visit', where: { page: { ne: 'HOME' } } },
        { feedback: 'nps', lte: 6 },
        { feedback: 'csat', lte: 6 },
        { campaign: 'cmp_1', did: 'clicked' },
        { campaign: 'cmp_1', did: 'received' },
        { campaign: 'cmp_2', did: 'received' },
        { metric: 'sends', within: '7d', gte: 1 },
      ],
    });
    const sends = () => [{ campaignId: 'cmp_1', at: now, windowDays: 7 }];
    const stored = encodeCustomer({ ...seen, events: { visit } });
    const found = explainRule(rule, stored, { ...context, sends }, () => undefined);
    expect(found.map(({ holds, value, knownFrom }) => [holds, value, knownFrom])).toEqual([
      [true, 1, undefined],
      [false, 0, '2026-02-16'],
      [true, 4, undefined],
      [false, null, undefined],
      [true, '2026-02-16', undefined],
      [true, '2026-03-21', undefined],
      [false, null, undefined],
      [true, 1, undefined],
    ]);
  });

  it('says null for what is not there', () => {
    const nobody = encodeCustomer(newCustomer('c2', 1));
    const rule = parseRule({ all: [{ metric: 'averageOrder', gt: 0 }, { consent: 'email' }] });
    expect(explainRule(rule, nobody, context, () => undefined).map((each) => each.value)).toEqual([null, null]);
  });
});
