import type { StoredCustomer } from '../../customers/storedItem.ts';
import { askClause, type ClauseRule } from '../clauses/table.ts';
import type { EvaluationContext } from '../evaluation/context.ts';
import { foldRule } from '../rule/foldRule.ts';
import { assertNoCycles } from '../rule/references.ts';
import type { Rule, RuleLookup } from '../rule/rule.ts';
import { columnReader } from '../transitions/columnReader.ts';
import type { Turn } from '../transitions/turn.ts';

/** The next day, after `today`, on which the answer about a customer could change without a write; undefined: never. */
export type NextDay = (item: StoredCustomer, context: EvaluationContext) => number | undefined;

/**
 * When time alone could next change what a rule says. `'never'` where it changes nobody's answer; else a function of
 * the customer as stored that returns the next such day (a day number in the context's zone; undefined: never). Before
 * that day, while nothing is written and zone and currency stay, the answer is the one of today. On that day some
 * clause may say something else; the whole rule need not.
 * Throws ValidationError as `compileRule` does.
 */
export function timeDependence(rule: Rule, lookup: RuleLookup): 'never' | NextDay {
  assertNoCycles(undefined, rule, lookup);
  return together(turnFinder(lookup)(rule));
}

/**
 * The same for many rules together, whose clauses are looked at once: `each` in their order, and `any` for the first
 * day on which one of them could change. The customer last seen is remembered: items must not be changed in place.
 */
export function timeDependences(
  rules: readonly Rule[],
  lookup: RuleLookup,
): { readonly each: readonly ('never' | NextDay)[]; readonly any: 'never' | NextDay } {
  for (const rule of rules) assertNoCycles(undefined, rule, lookup);
  const turnsOf = turnFinder(lookup);
  const turns = rules.map(turnsOf);
  return { each: turns.map(together), any: together(turns.flat()) };
}

function together(turns: readonly Turn[]): 'never' | NextDay {
  const moving = [...new Set(turns)];
  const [only] = moving;
  if (!only) return 'never';
  if (moving.length === 1) return (item, context) => only(item, context);
  return (item, context) => {
    let first: number | undefined;
    for (const turn of moving) {
      const day = turn(item, context, first);
      if (day !== undefined && (first === undefined || day < first)) first = day;
    }
    return first;
  };
}

/** Finds the clauses of rules that time can turn. Clauses that say the same are one and the same. */
function turnFinder(lookup: RuleLookup): (rule: Rule) => readonly Turn[] {
  const clauses = new Map<string, Turn | undefined>();
  const segments = new Map<string, readonly Turn[]>();
  const columns = columnReader();
  const turnsOf = (rule: Rule): readonly Turn[] =>
    foldRule<readonly Turn[]>(rule, {
      all: (parts) => parts.flat(),
      any: (parts) => parts.flat(),
      not: (part) => part,
      clause: turnsOfClause,
    });
  const turnsOfClause = (clause: ClauseRule): readonly Turn[] => {
    const segment = askClause(clause, (kind, own) => kind.segment?.(own));
    if (segment !== undefined) return turnsOfSegment(segment);
    const key = JSON.stringify(clause);
    const turn = clauses.has(key)
      ? clauses.get(key)
      : askClause(clause, (kind, own) => kind.timeDependence?.(own, columns));
    clauses.set(key, turn);
    return turn ? [turn] : [];
  };
  const turnsOfSegment = (id: string): readonly Turn[] => {
    const rule = lookup(id);
    const found = segments.get(id) ?? [...new Set(rule ? turnsOf(rule) : [])];
    segments.set(id, found);
    return found;
  };
  return turnsOf;
}
