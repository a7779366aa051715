import type { Rule } from '../../core/segments/rule/rule.ts';

/** A rule with what its `member` clauses refer to put in other words: ids for names, or names for ids. */
export function renameMembers(rule: Rule, rename: (member: string) => string): Rule {
  if ('all' in rule) return { all: rule.all.map((each) => renameMembers(each, rename)) };
  if ('any' in rule) return { any: rule.any.map((each) => renameMembers(each, rename)) };
  if ('not' in rule) return { not: renameMembers(rule.not, rename) };
  return 'member' in rule ? { member: rename(rule.member) } : rule;
}
