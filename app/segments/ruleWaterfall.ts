import type { StoredCustomer } from '../../core/customers/storedItem.ts';
import { compileRule } from '../../core/segments/compile/compile.ts';
import type { EvaluationContext } from '../../core/segments/evaluation/context.ts';
import type { RuleLookup, Rule } from '../../core/segments/rule/rule.ts';

/** One step down from everybody to those a rule matches. */
export interface WaterfallStep {
  readonly path: string;
  readonly rule: Rule;
  /** Customers this part holds for, whatever the others say. */
  readonly matched: number;
  /** Customers for whom it holds and every part before it does. */
  readonly remaining: number;
}

/**
 * Counts the parts of an `all` in order (any other rule is one part). `add` says whether the whole rule holds, so that
 * counting the steps and finding the matches is one pass.
 */
export function createRuleWaterfall(
  rule: Rule,
  context: EvaluationContext,
  lookup: RuleLookup,
): { readonly add: (item: StoredCustomer) => boolean; readonly steps: () => WaterfallStep[] } {
  const parts =
    'all' in rule
      ? rule.all.map((part, index) => ({ path: `rule.all[${index}]`, part }))
      : [{ path: 'rule', part: rule }];
  const tests = parts.map(({ part }) => compileRule(part, lookup));
  const matched = tests.map(() => 0);
  const remaining = tests.map(() => 0);
  return {
    add(item) {
      let all = true;
      for (let index = 0; index < tests.length; index++) {
        const holds = tests[index]?.(item, context) ?? false;
        if (holds) matched[index] = (matched[index] ?? 0) + 1;
        all &&= holds;
        if (all) remaining[index] = (remaining[index] ?? 0) + 1;
      }
      return all;
    },
    steps: () =>
      parts.map(({ path, part }, index) => ({
        path,
        rule: part,
        matched: matched[index] ?? 0,
        remaining: remaining[index] ?? 0,
      })),
  };
}
