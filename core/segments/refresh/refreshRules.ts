import type { StoredCustomer } from '../../customers/storedItem.ts';
import { compileRule, compileSegments } from '../compile/compile.ts';
import type { EvaluationContext } from '../evaluation/context.ts';
import type { Rule, RuleLookup } from '../rule/rule.ts';
import { timeDependences, type NextDay } from './timeDependence.ts';

/** All segments, compiled for a refresh that evaluates only what can have changed. */
export interface RefreshRules {
  readonly ids: readonly string[];
  /** The segments, by index, that can change although nothing was written and no day has come. */
  readonly externallyDependent: readonly number[];
  /** Every rule, in the order of `ids`. The array is reused. */
  evaluate(item: StoredCustomer, context: EvaluationContext): boolean[];
  /** One rule. */
  holds(index: number, item: StoredCustomer, context: EvaluationContext): boolean;
  /** The next day after today on which time alone can change one of the others; undefined: never. */
  due(item: StoredCustomer, context: EvaluationContext): number | undefined;
  /** Those that time can have changed by today, given that none had changed on the day before `due`. */
  changedByTime(item: StoredCustomer, due: number, context: EvaluationContext): number[];
}

export function compileRefresh(
  segments: readonly { readonly id: string; readonly rule: Rule }[],
  isExternallyDependent: (rule: Rule, lookup: RuleLookup) => boolean,
): RefreshRules {
  const rules = new Map(segments.map(({ id, rule }) => [id, rule]));
  const lookup: RuleLookup = (id) => rules.get(id);
  const all = compileSegments(segments);
  const single = segments.map(({ rule }) => compileRule(rule, lookup));
  const flags = segments.map(({ rule }) => isExternallyDependent(rule, lookup));
  const indexes = segments.map((_, index) => index);
  const steady = indexes.filter((index) => flags[index] === false);
  const dependences = timeDependences(
    steady.flatMap((index) => segments[index]?.rule ?? []),
    lookup,
  );
  const dayBefore = onceFor((due: number, context: EvaluationContext) => ({ ...context, today: due - 1 }));
  return {
    ids: all.ids,
    externallyDependent: indexes.filter((index) => flags[index] === true),
    evaluate: all.evaluate,
    holds: (index, item, context) => single[index]?.(item, context) ?? false,
    due: (item, context) => (dependences.any === 'never' ? undefined : dependences.any(item, context)),
    changedByTime(item, due, context) {
      const before = dayBefore(due, context);
      return steady.filter((_, index) => comesBy(dependences.each[index] ?? 'never', item, before, context.today));
    },
  };
}

function comesBy(nextDay: 'never' | NextDay, item: StoredCustomer, from: EvaluationContext, today: number): boolean {
  if (nextDay === 'never') return false;
  const next = nextDay(item, from);
  return next !== undefined && next <= today;
}

/** Customers who are due on the same day share one context. */
function onceFor<T>(make: (due: number, context: EvaluationContext) => T) {
  const made = new Map<number, { readonly context: EvaluationContext; readonly value: T }>();
  return (due: number, context: EvaluationContext): T => {
    const known = made.get(due);
    if (known?.context === context) return known.value;
    const value = make(due, context);
    made.set(due, { context, value });
    return value;
  };
}
