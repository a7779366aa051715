import { askClause, type ClauseRule } from '../clauses/table.ts';
import type { Rule, RuleLookup } from './rule.ts';

/** A clause and where it stands: "rule.all[1].not". */
export interface PlacedClause {
  readonly path: string;
  readonly clause: ClauseRule;
}

/** The clauses of a rule, in their order. */
export function clausesOf(rule: Rule, path = 'rule'): readonly PlacedClause[] {
  if ('all' in rule) return rule.all.flatMap((each, index) => clausesOf(each, `${path}.all[${index}]`));
  if ('any' in rule) return rule.any.flatMap((each, index) => clausesOf(each, `${path}.any[${index}]`));
  return 'not' in rule ? clausesOf(rule.not, `${path}.not`) : [{ path, clause: rule }];
}

/** The clauses of a rule and of the segments it refers to, each of these once. */
export function allClausesOf(rule: Rule, lookup: RuleLookup): readonly ClauseRule[] {
  const clauses: ClauseRule[] = [];
  const seen = new Set<string>();
  const add = (each: Rule): void => {
    for (const { clause } of clausesOf(each)) {
      clauses.push(clause);
      const id = askClause(clause, (kind, own) => kind.segment?.(own));
      if (id === undefined || seen.has(id)) continue;
      seen.add(id);
      const referred = lookup(id);
      if (referred) add(referred);
    }
  };
  add(rule);
  return clauses;
}
