import { fault } from './parseFields.ts';
import type { Rule } from './rule.ts';

/** Finds the rule of a segment by its id. */
export type RuleLookup = (segmentId: string) => Rule | undefined;

/** The segments that a rule refers to through `member`, with the path of each reference. */
export function referencesOf(rule: Rule, path = 'rule'): readonly { readonly path: string; readonly member: string }[] {
  if ('all' in rule) return rule.all.flatMap((each, index) => referencesOf(each, `${path}.all[${index}]`));
  if ('any' in rule) return rule.any.flatMap((each, index) => referencesOf(each, `${path}.any[${index}]`));
  if ('not' in rule) return referencesOf(rule.not, `${path}.not`);
  return 'member' in rule ? [{ path: `${path}.member`, member: rule.member }] : [];
}

/** The campaigns that a rule asks about, with the path of each reference. */
export function campaignsOf(
  rule: Rule,
  path = 'rule',
): readonly { readonly path: string; readonly campaign: string }[] {
  if ('all' in rule) return rule.all.flatMap((each, index) => campaignsOf(each, `${path}.all[${index}]`));
  if ('any' in rule) return rule.any.flatMap((each, index) => campaignsOf(each, `${path}.any[${index}]`));
  if ('not' in rule) return campaignsOf(rule.not, `${path}.not`);
  return 'campaign' in rule ? [{ path: `${path}.campaign`, campaign: rule.campaign }] : [];
}

/**
 * Refuses a rule that refers, itself or through others, to a segment that does not exist or back to `id` (the segment
 * the rule is for; undefined for one that is not stored yet) or to any segment that runs in a circle. Throws
 * ValidationError with the path of the reference.
 */
export function assertNoCycles(id: string | undefined, rule: Rule, lookup: RuleLookup, path = 'rule'): void {
  const settled = new Set<string>();
  for (const reference of referencesOf(rule, path)) {
    const problem = follow(reference.member, id === undefined ? [] : [id], lookup, settled);
    if (problem) fault(reference.path, problem);
  }
}

function follow(id: string, trail: readonly string[], lookup: RuleLookup, settled: Set<string>): string | undefined {
  if (trail.includes(id)) return `refers back to itself: ${[...trail, id].join(' > ')}`;
  if (settled.has(id)) return undefined;
  const rule = lookup(id);
  if (!rule) return `segment ${id} does not exist`;
  for (const { member } of referencesOf(rule)) {
    const problem = follow(member, [...trail, id], lookup, settled);
    if (problem) return problem;
  }
  settled.add(id);
  return undefined;
}
