import { storedAttributes } from '../../customers/storedCustomer.ts';
import type { StoredCustomer } from '../../customers/storedItem.ts';
import { askClause } from '../clauses/table.ts';
import type { EvaluationContext } from '../evaluation/context.ts';
import type { Test } from '../evaluation/tests.ts';
import type { Values } from '../../customers/storedValues.ts';
import { issue } from '../parsing/issue.ts';
import { foldRule } from '../rule/foldRule.ts';
import { assertNoCycles } from '../rule/references.ts';
import type { Rule, RuleLookup } from '../rule/rule.ts';
import { allOf, anyOf, not } from './combine.ts';

/** Does a rule hold for a customer as stored? Makes no garbage but for texts and date-times that have to be read. */
export type CompiledRule = (item: StoredCustomer, context: EvaluationContext) => boolean;

/**
 * Compiles a rule to closures. Throws ValidationError where it refers to a segment that does not exist, or in a circle.
 * A compiled rule remembers the customer last seen: the item must not be changed in place.
 */
export function compileRule(rule: Rule, lookup: RuleLookup): CompiledRule {
  assertNoCycles(undefined, rule, lookup);
  return asCompiled(compiler(lookup).node(rule));
}

/**
 * Compiles many segments together, so that one that others refer to is worked out once per customer. `evaluate`
 * returns the same array each time, in the order of `ids`.
 */
export function compileSegments(segments: readonly { readonly id: string; readonly rule: Rule }[]): {
  readonly ids: string[];
  readonly evaluate: (item: StoredCustomer, context: EvaluationContext) => boolean[];
} {
  const rules = new Map(segments.map(({ id, rule }) => [id, rule]));
  const lookup: RuleLookup = (id) => rules.get(id);
  for (const { id, rule } of segments) assertNoCycles(id, rule, lookup);
  const referenced = compiler(lookup);
  const tests = segments.map(({ id }) => referenced.segment(id));
  const matches = segments.map(() => false);
  return {
    ids: segments.map(({ id }) => id),
    evaluate: (item, context) => {
      const attributes = storedAttributes(item);
      for (let index = 0; index < tests.length; index++) {
        matches[index] = tests[index]?.(item, attributes, context) ?? false;
      }
      return matches;
    },
  };
}

function asCompiled(test: Test): CompiledRule {
  return (item, context) => test(item, storedAttributes(item), context);
}

function compiler(lookup: RuleLookup) {
  const segments = new Map<string, Test>();
  const segment = (id: string): Test => {
    const known = segments.get(id);
    if (known) return known;
    const rule = lookup(id) ?? issue('rule', `segment ${id} does not exist`);
    const test = oncePerCustomer(node(rule));
    segments.set(id, test);
    return test;
  };
  const node = (rule: Rule): Test =>
    foldRule<Test>(rule, {
      all: allOf,
      any: anyOf,
      not,
      clause: (each) => askClause(each, (clause, own) => clause.compile(own, { segment })),
    });
  return { node, segment };
}

/** Without it, a chain of segments that each name the next one twice would double the work at every step. */
function oncePerCustomer(test: Test): Test {
  let lastItem: Values | undefined;
  let lastContext: EvaluationContext | undefined;
  let last = false;
  return (item, attributes, context) => {
    if (item !== lastItem || context !== lastContext) {
      last = test(item, attributes, context);
      lastItem = item;
      lastContext = context;
    }
    return last;
  };
}
