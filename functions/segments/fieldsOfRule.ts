import { readsQuantities } from '../../core/segments/quantityRules.ts';
import { referencesOf, type RuleLookup } from '../../core/segments/references.ts';
import type { Rule } from '../../core/segments/rule.ts';

/** What every answer needs, and what only some rules look at. */
const ALWAYS = ['id'];
const PROFILE = ['at', 'em', 'lg', 'tz'];

/**
 * The stored fields that a rule looks at, itself and through `member`, or undefined for all of them. A preview reads
 * no others: what is not sent need not be parsed. A kind of clause that is not known here reads everything.
 */
export function fieldsOfRule(rule: Rule, lookup: RuleLookup): readonly string[] | undefined {
  const fields = new Set(ALWAYS);
  const seen = new Set<string>();
  const add = (each: Rule): boolean => {
    if ('all' in each) return each.all.every(add);
    if ('any' in each) return each.any.every(add);
    if ('not' in each) return add(each.not);
    const known = fieldsOfClause(each);
    known?.forEach((field) => fields.add(field));
    return known !== undefined && referencesOf(each).every(({ member }) => addSegment(member));
  };
  const addSegment = (id: string): boolean => {
    const referred = seen.has(id) ? undefined : lookup(id);
    seen.add(id);
    return referred === undefined || add(referred);
  };
  return add(rule) ? [...fields] : undefined;
}

function fieldsOfClause(clause: object): readonly string[] | undefined {
  if ('attribute' in clause) return PROFILE;
  if ('metric' in clause) return ['or', 'en'];
  if (readsQuantities(clause)) return ['or'];
  if ('event' in clause) return ['ev'];
  if ('consent' in clause) return ['ct'];
  return 'member' in clause ? [] : undefined;
}
