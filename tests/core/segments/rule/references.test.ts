import { describe, expect, it } from 'vitest';
import { encodeCustomer } from '../../../../core/customers/codec.ts';
import { newCustomer } from '../../../../core/customers/customer.ts';
import { assertNoCycles } from '../../../../core/segments/rule/references.ts';
import { compileRule, compileSegments } from '../../../../core/segments/compile/compile.ts';
import { contextAt } from '../../../../core/segments/evaluation/context.ts';
import type { Rule } from '../../../../core/segments/rule/rule.ts';

const lookupIn = (rules: Readonly<Record<string, Rule>>) => (id: string) => rules[id];
const member = (id: string): Rule => ({ member: id });

describe('segments that refer to each other', () => {
  it('are refused where they run in a circle, with the path of the reference', () => {
    const rules = { a: { all: [{ not: member('b') }] }, b: member('c'), c: member('a'), d: member('d') };
    for (const id of ['a', 'b', 'c', 'd'] as const) {
      expect(() => assertNoCycles(id, rules[id], lookupIn(rules))).toThrow(
        expect.objectContaining({ name: 'ValidationError' }),
      );
    }
    expect(() => assertNoCycles('a', rules.a, lookupIn(rules))).toThrow(
      'rule.all[0].not.member: refers back to itself: a > b > c > a',
    );
    expect(() => compileRule(member('b'), lookupIn(rules))).toThrow('refers back to itself');
    expect(() => compileSegments([{ id: 'd', rule: rules.d }])).toThrow('refers back to itself: d > d');
  });

  it('are refused where one does not exist', () => {
    expect(() => compileRule({ any: [member('gone')] }, () => undefined)).toThrow(
      'rule.any[0].member: segment gone does not exist',
    );
  });

  it('are worked out once per customer, however often they are named', () => {
    const depth = 40;
    const twice = (id: string): Rule => ({ all: [member(id), member(id)] });
    const segments = Array.from({ length: depth }, (_, index) => ({
      id: `s${index}`,
      rule: index === depth - 1 ? ({ consent: 'email' } as const) : twice(`s${index + 1}`),
    }));
    const { evaluate } = compileSegments(segments);
    const context = contextAt(0, 'UTC', 'USD');
    const agreed = { ...newCustomer('c1', 1), consent: { email: { granted: true, at: 1, source: 'api' } } };
    expect(evaluate(encodeCustomer(agreed), context)).toEqual(segments.map(() => true));
    expect(evaluate(encodeCustomer(newCustomer('c2', 1)), context)).toEqual(segments.map(() => false));
  });
});
