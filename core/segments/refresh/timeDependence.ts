import type { StoredCustomer } from '../../customers/storedItem.ts';
import { askClause, type ClauseRule } from '../clauses/table.ts';
import type { EvaluationContext } from '../evaluation/context.ts';
import { foldRule } from '../rule/foldRule.ts';
import { assertNoCycles } from '../rule/references.ts';
import type { Rule, RuleLookup } from '../rule/rule.ts';
import { columnReader } from '../transitions/columnReader.ts';
import type { NextTransition } from '../transitions/nextTransition.ts';

/** The next day, after `today`, on which the answer about a customer could change without a write; undefined: never. */
export type NextDay = (item: StoredCustomer, context: EvaluationContext) => number | undefined;

/**
 * When time alone could next change what rules say, `each` in their order, and `any` for the first day on which one of
 * them could change. `'never'` where it changes nobody's answer; else a function of the customer as stored that returns
 * the next such day (a day number in the context's zone; undefined: never). Before that day, while nothing is written
 * and zone and currency stay, the answer is the one of today. On that day some clause may say something else; the whole
 * rule need not. Clauses of all rules are looked at once, and the customer last seen is remembered: items must not be
 * changed in place.
 * Throws ValidationError as `compileRule` does.
 */
export function timeDependences(
  rules: readonly Rule[],
  lookup: RuleLookup,
): { readonly each: readonly ('never' | NextDay)[]; readonly any: 'never' | NextDay } {
  for (const rule of rules) assertNoCycles(undefined, rule, lookup);
  const transitionsOf = transitionFinder(lookup);
  const transitions = rules.map(transitionsOf);
  return { each: transitions.map(together), any: together(transitions.flat()) };
}

function together(transitions: readonly NextTransition[]): 'never' | NextDay {
  const moving = [...new Set(transitions)];
  const [only] = moving;
  if (!only) return 'never';
  if (moving.length === 1) return (item, context) => only(item, context);
  return (item, context) => {
    let first: number | undefined;
    for (const next of moving) {
      const day = next(item, context, first);
      if (day !== undefined && (first === undefined || day < first)) first = day;
    }
    return first;
  };
}

/** Finds the clauses of rules that time can change. Clauses that say the same are one and the same. */
function transitionFinder(lookup: RuleLookup): (rule: Rule) => readonly NextTransition[] {
  const clauses = new Map<string, NextTransition | undefined>();
  const segments = new Map<string, readonly NextTransition[]>();
  const columns = columnReader();
  const transitionsOf = (rule: Rule): readonly NextTransition[] =>
    foldRule<readonly NextTransition[]>(rule, {
      all: (parts) => parts.flat(),
      any: (parts) => parts.flat(),
      not: (part) => part,
      clause: transitionsOfClause,
    });
  const transitionsOfClause = (clause: ClauseRule): readonly NextTransition[] => {
    const segment = askClause(clause, (kind, own) => kind.segment?.(own));
    if (segment !== undefined) return transitionsOfSegment(segment);
    const key = JSON.stringify(clause);
    const transition = clauses.has(key)
      ? clauses.get(key)
      : askClause(clause, (kind, own) => kind.timeDependence?.(own, columns));
    clauses.set(key, transition);
    return transition ? [transition] : [];
  };
  const transitionsOfSegment = (id: string): readonly NextTransition[] => {
    const rule = lookup(id);
    const found = segments.get(id) ?? [...new Set(rule ? transitionsOf(rule) : [])];
    segments.set(id, found);
    return found;
  };
  return transitionsOf;
}
