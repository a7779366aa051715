import { foldRule } from '../../core/segments/rule/foldRule.ts';
import type { Rule } from '../../core/segments/rule/rule.ts';

/** A rule with what its `member` clauses refer to put in other words: ids for names, or names for ids. */
export function renameMembers(rule: Rule, rename: (member: string) => string): Rule {
  return foldRule<Rule>(rule, {
    all: (all) => ({ all }),
    any: (any) => ({ any }),
    not: (not) => ({ not }),
    clause: (clause) => ('member' in clause ? { member: rename(clause.member) } : clause),
  });
}
