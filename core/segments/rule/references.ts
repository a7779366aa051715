import { askClause } from '../clauses/table.ts';
import { issue } from '../parsing/issue.ts';
import { clausesOf } from './clausesOf.ts';
import type { Rule, RuleLookup } from './rule.ts';

/** Something a rule refers to by its id, and the path of the reference. */
export interface Reference {
  readonly path: string;
  readonly id: string;
}

/** The segments that a rule refers to. */
export function segmentsOf(rule: Rule, path = 'rule'): readonly Reference[] {
  return clausesOf(rule, path).flatMap((placed) =>
    askClause(placed.clause, (clause, own) => referenceTo(clause.segment?.(own), `${placed.path}.${clause.key}`)),
  );
}

/** The campaigns that a rule asks about. */
export function campaignsOf(rule: Rule, path = 'rule'): readonly Reference[] {
  return clausesOf(rule, path).flatMap((placed) =>
    askClause(placed.clause, (clause, own) => referenceTo(clause.campaign?.(own), `${placed.path}.${clause.key}`)),
  );
}

function referenceTo(id: string | undefined, path: string): readonly Reference[] {
  return id === undefined ? [] : [{ path, id }];
}

/**
 * Refuses a rule that refers, itself or through others, to a segment that does not exist or back to `id` (the segment
 * the rule is for; undefined for one that is not stored yet) or to any segment that runs in a circle. Throws
 * ValidationError with the path of the reference.
 */
export function assertNoCycles(id: string | undefined, rule: Rule, lookup: RuleLookup, path = 'rule'): void {
  const settled = new Set<string>();
  for (const reference of segmentsOf(rule, path)) {
    const problem = follow(reference.id, id === undefined ? [] : [id], lookup, settled);
    if (problem) issue(reference.path, problem);
  }
}

function follow(id: string, trail: readonly string[], lookup: RuleLookup, settled: Set<string>): string | undefined {
  if (trail.includes(id)) return `refers back to itself: ${[...trail, id].join(' > ')}`;
  if (settled.has(id)) return undefined;
  const rule = lookup(id);
  if (!rule) return `segment ${id} does not exist`;
  for (const reference of segmentsOf(rule)) {
    const problem = follow(reference.id, [...trail, id], lookup, settled);
    if (problem) return problem;
  }
  settled.add(id);
  return undefined;
}
