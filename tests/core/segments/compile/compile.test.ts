import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeCustomer } from '../../../../core/customers/codec.ts';
import { compileRule, compileSegments } from '../../../../core/segments/compile/compile.ts';
import { contextAt } from '../../../../core/segments/evaluation/context.ts';
import { explainRule } from '../../../../core/segments/explain/explain.ts';
import { parseRule } from '../../../../core/segments/rule/parseRule.ts';
import type { Rule } from '../../../../core/segments/rule/rule.ts';
import { customerIn, TODAY, ZONES } from '../../customers/arbitraries.ts';
import { holds } from '../reference.ts';
import { rule, SEGMENTS, sends } from '../ruleArbitraries.ts';

const lookup = (id: string): Rule | undefined => SEGMENTS.find((segment) => segment.id === id)?.rule;

const zoned = fc.constantFrom(...ZONES).chain((timeZone) =>
  fc.record({
    customers: fc.array(customerIn(timeZone), { minLength: 1, maxLength: 4 }),
    context: fc
      .record({
        at: fc.integer({ min: (TODAY - 3) * 86_400_000, max: (TODAY + 1) * 86_400_000 }),
        currency: fc.constantFrom('USD', 'EUR', 'UAH'),
        sent: sends,
      })
      .map(({ at, currency, sent }) => ({ ...contextAt(at, timeZone, currency), sends: sent })),
  }),
);

describe('a compiled rule', () => {
  it('decides as the plain reference does, over random rules and customers', () => {
    fc.assert(
      fc.property(rule, zoned, (each, { customers, context }) => {
        const compiled = compileRule(parseRule(JSON.parse(JSON.stringify(each))), lookup);
        for (const customer of customers) {
          expect(compiled(encodeCustomer(customer), context)).toBe(holds(each, customer, context, lookup));
        }
      }),
      { numRuns: 4000 },
    );
  });

  it('and its negation part the customers between them', () => {
    fc.assert(
      fc.property(rule, zoned, (each, { customers, context }) => {
        const inside = compileRule(each, lookup);
        const outside = compileRule({ not: each }, lookup);
        for (const item of customers.map(encodeCustomer)) expect(outside(item, context)).toBe(!inside(item, context));
      }),
      { numRuns: 500 },
    );
  });

  it('decides the same alone and together with others', () => {
    fc.assert(
      fc.property(fc.array(rule, { maxLength: 5 }), zoned, (rules, { customers, context }) => {
        const segments = [...rules.map((each, index) => ({ id: `seg_${index}`, rule: each })), ...SEGMENTS];
        const together = compileSegments(segments);
        const alone = segments.map((segment) => compileRule(segment.rule, lookup));
        expect(together.ids).toEqual(segments.map((segment) => segment.id));
        for (const item of customers.map(encodeCustomer)) {
          expect(together.evaluate(item, context)).toEqual(alone.map((compiled) => compiled(item, context)));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is explained by clauses that add up to its decision', () => {
    const conjunction = fc.array(rule, { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(conjunction, zoned, (rules, { customers, context }) => {
        const clauses = rules.filter((each) => !('all' in each) && !('any' in each) && !('not' in each));
        const all: Rule = { all: clauses };
        for (const item of customers.map(encodeCustomer)) {
          const explained = explainRule(all, item, context, lookup);
          expect(explained.map((each) => each.path)).toEqual(clauses.map((_, index) => `rule.all[${index}]`));
          expect(explained.every((each) => each.holds)).toBe(compileRule(all, lookup)(item, context));
        }
      }),
      { numRuns: 300 },
    );
  });
});
