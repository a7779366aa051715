import type { StoredCustomer } from '../../customers/storedItem.ts';
import { compileAttribute } from './compileAttribute.ts';
import { compileCampaign } from './compileCampaign.ts';
import { compileEvent } from './compileEvent.ts';
import { compileFeedback } from './compileFeedback.ts';
import { compileMetric } from './compileMetric.ts';
import { compilePercentile } from './compilePercentile.ts';
import { compilePredicted } from './compilePredicted.ts';
import { compileRfm } from './compileRfm.ts';
import { NO_VALUES, type EvaluationContext, type Test, type Values } from './evaluation.ts';
import { allOf, anyOf, not } from './combine.ts';
import { fault } from '../rule/parseFields.ts';
import { assertNoCycles, type RuleLookup } from '../rule/references.ts';
import type { Rule } from '../rule/rule.ts';

export { contextAt, type EvaluationContext } from './evaluation.ts';
export { assertNoCycles, type RuleLookup } from '../rule/references.ts';

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
      const attributes = attributesOf(item);
      for (let index = 0; index < tests.length; index++) {
        matches[index] = tests[index]?.(item, attributes, context) ?? false;
      }
      return matches;
    },
  };
}

function attributesOf(item: Values): Values {
  return item['at']?.M ?? NO_VALUES;
}

function asCompiled(test: Test): CompiledRule {
  return (item, context) => test(item, attributesOf(item), context);
}

function compiler(lookup: RuleLookup) {
  const segments = new Map<string, Test>();
  const segment = (id: string): Test => {
    const known = segments.get(id);
    if (known) return known;
    const rule = lookup(id) ?? fault('rule', `segment ${id} does not exist`);
    const test = oncePerCustomer(node(rule));
    segments.set(id, test);
    return test;
  };
  const node = (rule: Rule): Test => {
    if ('all' in rule) return allOf(rule.all.map(node));
    if ('any' in rule) return anyOf(rule.any.map(node));
    if ('not' in rule) return not(node(rule.not));
    if ('attribute' in rule) return compileAttribute(rule);
    if ('metric' in rule) return compileMetric(rule);
    if ('event' in rule) return compileEvent(rule);
    if ('member' in rule) return segment(rule.member);
    if ('feedback' in rule) return compileFeedback(rule);
    if ('campaign' in rule) return compileCampaign(rule);
    if ('rfm' in rule) return compileRfm(rule);
    if ('percentile' in rule) return compilePercentile(rule);
    if ('predicted' in rule) return compilePredicted(rule);
    return (item) => item['ct']?.M?.['email']?.M?.['g']?.BOOL === true;
  };
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
