import type { ExternalDependency } from '../clause.ts';
import { askClause, type ClauseRule } from '../clauses/table.ts';
import { allClausesOf } from './clausesOf.ts';
import type { Rule, RuleLookup } from './rule.ts';

/**
 * What a rule, itself or through `member`, depends on besides the customer and the calendar: by these its answer can
 * change without a write to the customer and in ways that no calendar foresees.
 */
export function externalDependencies(rule: Rule, lookup: RuleLookup): ReadonlySet<ExternalDependency> {
  return new Set(allClausesOf(rule, lookup).flatMap((clause) => dependencyOf(clause) ?? []));
}

/** Whether a clause is evaluated by what was sent. */
export function readsSends(clause: ClauseRule): boolean {
  return dependencyOf(clause) === 'sends';
}

function dependencyOf(rule: ClauseRule): ExternalDependency | undefined {
  return askClause(rule, (clause, own) => clause.externalDependency?.(own));
}
