import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeCustomer } from '../../../../core/customers/codec.ts';
import { newCustomer, type Customer } from '../../../../core/customers/customer.ts';
import { applyOrder } from '../../../../core/customers/orders.ts';
import { compileRule } from '../../../../core/segments/compile/compile.ts';
import { contextAt } from '../../../../core/segments/evaluation/context.ts';
import { parseRule } from '../../../../core/segments/rule/parseRule.ts';
import type { Rule } from '../../../../core/segments/rule/rule.ts';
import { timeDependences } from '../../../../core/segments/refresh/timeDependence.ts';
import { DAY_MS, formatDay, parseDay, startOfDay } from '../../../../core/shared/days.ts';
import { customerIn, TODAY, ZONES } from '../../customers/arbitraries.ts';
import { rule, SEGMENTS, sends } from '../ruleArbitraries.ts';

const lookup = (id: string): Rule | undefined => SEGMENTS.find((segment) => segment.id === id)?.rule;
const onDay = (day: number, timeZone: string) => contextAt(startOfDay(day, timeZone) + DAY_MS / 2, timeZone, 'USD');

describe('the day named for a rule and a customer', () => {
  it('is the first on which the answer can change: until then no day changes it', () => {
    let changes = 0;
    const zoned = fc
      .constantFrom(...ZONES)
      .chain((zone) => fc.record({ zone: fc.constant(zone), customer: customerIn(zone), sent: sends }));
    fc.assert(
      fc.property(rule, zoned, fc.integer({ min: -3, max: 3 }), (each, { zone, customer, sent }, shift) => {
        const contextOn = (day: number) => ({ ...onDay(day, zone), sends: sent });
        const item = encodeCustomer(customer);
        const today = TODAY + shift;
        const compiled = compileRule(each, lookup);
        const answer = compiled(item, contextOn(today));
        const dependence = timeDependences([each], lookup).any;
        const next = dependence === 'never' ? undefined : dependence(item, contextOn(today));
        expect(next ?? Infinity).toBeGreaterThan(today);
        const end = Math.min(next ?? Infinity, today + 450);
        for (let day = today + 1; day < end; day++) expect(compiled(item, contextOn(day))).toBe(answer);
        if (next !== undefined && compiled(item, contextOn(next)) !== answer) changes++;
      }),
      { numRuns: 700 },
    );
    expect(changes).toBeGreaterThan(10);
  });

  const customer: Customer = applyOrder(
    {
      ...newCustomer('c1', 1),
      attributes: { date: '2026-03-10', leap: '1992-02-29' },
      feedback: { nps: { score: 6, at: Date.parse('2026-02-27T12:00:00Z') } },
      reactions: { cmp_1: { clicked: parseDay('2026-02-27')! } },
    },
    { amount: 500, currency: 'USD', placedAt: Date.parse('2026-02-20T12:00:00Z'), category: 'books' },
    'UTC',
  );

  it.each([
    [{ metric: 'orders', within: '30d', gte: 1 }, '2026-03-22'],
    [{ metric: 'orders', within: '1m', gte: 1 }, '2026-03-20'],
    [{ metric: 'lastOrderDays', gt: 30 }, '2026-03-23'],
    [{ metric: 'orders', within: '30d', gte: 2 }, 'never'],
    [{ metric: 'revenue', within: '2w', lt: 500 }, 'never', '2026-03-10'],
    [{ metric: 'lastOrderDays', gte: 30 }, '2026-03-22', '2026-03-21'],
    [{ attribute: 'date', before: 'today' }, '2026-03-11', '2026-03-09'],
    [{ attribute: 'date', after: 'today' }, '2026-03-10', '2026-03-09'],
    [{ attribute: 'date', between: ['-7d', 'today'] }, '2026-03-10', '2026-03-09'],
    [{ attribute: 'date', between: ['-7d', 'today'] }, '2026-03-18', '2026-03-10'],
    [{ attribute: 'date', withinNext: '7d' }, '2026-03-04', '2026-03-03'],
    [{ attribute: 'leap', anniversaryWithin: '7d' }, '2026-03-01', '2026-02-28'],
    [{ not: { attribute: 'date', withinLast: '1w' } }, '2026-03-10', '2026-03-09'],
    [{ event: 'purchase', where: { category: 'Books' }, within: '30d' }, '2026-03-22'],
    [{ event: 'purchase', within: '30d', count: { gte: 1 } }, '2026-03-22'],
    [{ feedback: 'nps', within: '1w', lte: 6 }, '2026-03-06'],
    [{ campaign: 'cmp_1', did: 'clicked', within: '2d' }, '2026-03-01'],
  ])('of %j is near: %s', (input, day, from = '2026-02-28') => {
    const dependence = timeDependences([parseRule(input)], () => undefined).any;
    if (dependence === 'never') return expect.fail('time does change it');
    const next = dependence(encodeCustomer(customer), onDay(parseDay(from)!, 'UTC'));
    expect(next === undefined ? 'never' : formatDay(next)).toBe(day);
  });

  it.each([
    { consent: 'email' },
    { attribute: 'country', eq: 'IR' },
    { attribute: 'date', between: ['2026-01-01', '2026-03-10'] },
    { metric: 'revenue', gte: 100 },
    { event: 'visit' },
    { event: 'purchase', where: { category: 'books' } },
    { feedback: 'nps', lte: 6 },
    { campaign: 'cmp_1', did: 'opened' },
    { all: [] },
  ])('never comes for %j', (input) => {
    expect(timeDependences([parseRule(input)], () => undefined).any).toBe('never');
  });
});
