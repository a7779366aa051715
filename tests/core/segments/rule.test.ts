import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ValidationError } from '../../../core/shared/errors.ts';
import { parseRule } from '../../../core/segments/rule/rule.ts';
import { rule } from './ruleArbitraries.ts';

function faultOf(input: unknown): { path: string; reason: string } | undefined {
  try {
    parseRule(input);
    return undefined;
  } catch (error) {
    if (!(error instanceof ValidationError)) throw error;
    return error.errors[0];
  }
}

const nested = (levels: number): unknown => (levels === 1 ? { consent: 'email' } : { not: nested(levels - 1) });
const clauses = (count: number) => ({ all: Array.from({ length: count }, () => ({ consent: 'email' })) });

describe('a rule', () => {
  it('is read back from JSON as it was', () => {
    fc.assert(
      fc.property(rule, (each) => {
        const read = parseRule(JSON.parse(JSON.stringify(each)));
        expect(read).toEqual(JSON.parse(JSON.stringify(each)));
        expect(parseRule(read)).toEqual(read);
      }),
    );
  });

  it.each([
    ['rule', 5],
    ['rule', null],
    ['rule', []],
    ['rule', {}],
    ['rule.atribute', { atribute: 'a', eq: 1 }],
    ['rule.all', { all: {} }],
    ['rule.any', { any: [] }],
    ['rule.all[1]', { all: [{ consent: 'email' }, 'x'] }],
    ['rule.any', { all: [], any: [] }],
    ['rule.extra', { all: [], extra: 1 }],
    ['rule.not', { not: null }],
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
    ['rule.metric', { metric: 'profit', gte: 1 }],
    ['rule.gte', { metric: 'orders', gte: '1' }],
    ['rule.contains', { metric: 'orders', contains: 'x' }],
    ['rule', { metric: 'orders' }],
    ['rule.within', { metric: 'orders', within: '401d', gte: 1 }],
    ['rule.within', { metric: 'orders', within: '14m', gte: 1 }],
    ['rule.within', { metric: 'orders', within: '2y', gte: 1 }],
    ['rule.within', { metric: 'lastOrderDays', within: '30d', gte: 1 }],
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
    ['rule.consent', { consent: 'sms' }],
    ['rule.member', { member: '' }],
    ['rule.campaign', { campaign: '', did: 'clicked' }],
    ['rule.did', { campaign: 'cmp_1', did: 'bounced' }],
    ['rule.within', { campaign: 'cmp_1', did: 'opened', within: '2y' }],
    ['rule.all[0].feedback', { all: [{ feedback: '', lte: 6 }] }],
    ['rule.all[0]', { all: [{ feedback: 'nps' }] }],
    ['rule.not.not.not.not.not.not.not.not', nested(9)],
    ['rule.all[100]', clauses(101)],
    ['rule.__proto__', JSON.parse('{"__proto__": {"consent": "email"}}')],
  ])('with a fault at %s is refused: %j', (path, input) => {
    const fault = faultOf(input);
    expect(fault?.path).toBe(path);
    expect(fault?.reason).not.toBe('');
  });

  it('may have 8 levels, 100 clauses, 400 days and everybody', () => {
    for (const input of [
      nested(8),
      clauses(100),
      { metric: 'orders', within: '400d', gte: 1 },
      { metric: 'orders', within: '13m', gte: 1 },
      { all: [] },
    ]) {
      expect(faultOf(input)).toBeUndefined();
    }
  });

  it('is read under the path of where it stands', () => {
    expect(() => parseRule({ consent: 1 }, 'segments[2].rule')).toThrow('segments[2].rule.consent');
  });

  it('never throws anything but a ValidationError, whatever it is given', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (input) => {
        const fault = faultOf(input);
        if (fault) expect(fault.path.startsWith('rule')).toBe(true);
      }),
    );
  });
});
