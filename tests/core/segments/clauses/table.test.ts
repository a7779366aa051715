import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeCustomer } from '../../../../core/customers/codec.ts';
import type { StoredCustomer, StoredValue } from '../../../../core/customers/storedItem.ts';
import { askClause, CLAUSE_KEYS } from '../../../../core/segments/clauses/table.ts';
import { compileRule } from '../../../../core/segments/compile/compile.ts';
import { fieldsOfRule } from '../../../../core/segments/rule/fieldsOfRule.ts';
import type { Rule } from '../../../../core/segments/rule/rule.ts';
import { sends, SEGMENTS, clause } from '../ruleArbitraries.ts';
import { quantityClause } from '../quantityArbitraries.ts';
import { shop } from './fits.ts';

const lookup = (id: string): Rule | undefined => SEGMENTS.find((segment) => segment.id === id)?.rule;

/** A customer as a read of some fields gives it back. */
function only(fields: readonly string[], item: StoredCustomer): StoredCustomer {
  const picked: Record<string, StoredValue> = {};
  for (const field of fields) {
    const [, name = '', entry] = /^([^/]+)(?:\/(.*))?$/s.exec(field) ?? [];
    const value = item[name];
    if (value === undefined) continue;
    if (entry === undefined) picked[name] = value;
    else if ('M' in value && value.M[entry] !== undefined) {
      const known = picked[name];
      picked[name] = { M: { ...(known && 'M' in known && known.M), [entry]: value.M[entry] } };
    }
  }
  return picked;
}

describe('every clause', () => {
  it('is asked for by the key that marks it', () => {
    const asked = new Set<string>();
    fc.assert(
      fc.property(fc.oneof(clause, quantityClause), (each) => {
        const key = askClause(each, (own) => own.key);
        expect(each).toHaveProperty(key);
        asked.add(key);
      }),
    );
    expect([...asked].sort()).toEqual([...CLAUSE_KEYS].sort());
  });

  it('decides by no other stored fields than those it names', () => {
    fc.assert(
      fc.property(fc.oneof(clause, quantityClause), shop, sends, (each, { customers, context }, sent) => {
        const compiled = compileRule(each, lookup);
        const fields = fieldsOfRule(each, lookup);
        const known = { ...context, sends: sent };
        for (const item of customers.map(encodeCustomer)) {
          expect(compiled(only(fields, item), known)).toBe(compiled(item, known));
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
