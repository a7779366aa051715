import type { Restless } from '../clauses/clause.ts';
import { askClause, type ClauseRule } from '../clauses/table.ts';
import { allClausesOf } from './clausesOf.ts';
import type { Rule, RuleLookup } from './rule.ts';

/** What besides the customer and the calendar changes answers: what was fitted over all customers, and what was sent. */
export type RestlessReason = Restless | 'both';

/**
 * Why a rule, itself or through `member`, can change for a customer without a write to them in ways that no calendar
 * foresees; undefined where it cannot.
 */
export function restlessReason(rule: Rule, lookup: RuleLookup): RestlessReason | undefined {
  const [reason, other] = new Set(allClausesOf(rule, lookup).flatMap((clause) => restlessOf(clause) ?? []));
  return other ? 'both' : reason;
}

/** Whether a clause is evaluated by what was sent. */
export function readsSends(clause: ClauseRule): boolean {
  return restlessOf(clause) === 'sends';
}

function restlessOf(rule: ClauseRule): Restless | undefined {
  return askClause(rule, (clause, own) => clause.restless?.(own));
}
