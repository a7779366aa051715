import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeCustomer } from '../../../../core/customers/codec.ts';
import { compileRule } from '../../../../core/segments/compile/compile.ts';
import { parseRule } from '../../../../core/segments/rule/parseRule.ts';
import type { Rule } from '../../../../core/segments/rule/rule.ts';
import { shop } from '../clauses/fits.ts';
import { quantityClause, quantityRule } from '../quantityArbitraries.ts';
import { holds } from '../reference.ts';
import { rule, SEGMENTS } from '../ruleArbitraries.ts';

const lookup = (id: string): Rule | undefined => SEGMENTS.find((segment) => segment.id === id)?.rule;

describe('a rule with clauses that compare with everybody', () => {
  it('decides as the plain reference does, over random rules, shops and fits', () => {
    fc.assert(
      fc.property(quantityRule(rule), shop, (each, { customers, context }) => {
        const compiled = compileRule(parseRule(JSON.parse(JSON.stringify(each))), lookup);
        for (const customer of customers) {
          expect(compiled(encodeCustomer(customer), context)).toBe(holds(each, customer, context, lookup));
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('gives back what was written', () => {
    fc.assert(
      fc.property(quantityClause, (each) => {
        expect(parseRule(JSON.parse(JSON.stringify(each)))).toEqual(each);
      }),
    );
  });
});
