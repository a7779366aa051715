import type { ClauseRule } from '../clauses/table.ts';
import type { Rule } from './rule.ts';

/** What is made of each way to put rules together, and of a clause. */
export interface Folding<T> {
  all(parts: T[]): T;
  any(parts: T[]): T;
  not(part: T): T;
  clause(rule: ClauseRule): T;
}

/** Makes one thing of a rule, from its clauses up. */
export function foldRule<T>(rule: Rule, folding: Folding<T>): T {
  const fold = (each: Rule): T => foldRule(each, folding);
  if ('all' in rule) return folding.all(rule.all.map(fold));
  if ('any' in rule) return folding.any(rule.any.map(fold));
  return 'not' in rule ? folding.not(fold(rule.not)) : folding.clause(rule);
}
