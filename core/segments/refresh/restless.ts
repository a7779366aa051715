import { readsQuantities } from '../rule/quantityRules.ts';
import type { RuleLookup } from '../rule/references.ts';
import type { Clause, Rule } from '../rule/rule.ts';

/** What besides the customer and the calendar changes answers: what was fitted over all customers, and what was sent. */
export type RestlessReason = 'quantities' | 'sends' | 'both';

/**
 * Why a rule, itself or through `member`, can change for a customer without a write to them in ways that no calendar
 * foresees; undefined where it cannot.
 */
export function restlessReason(rule: Rule, lookup: RuleLookup): RestlessReason | undefined {
  let quantities = false;
  let sends = false;
  for (const clause of clausesOf(rule, lookup)) {
    quantities ||= readsQuantities(clause);
    sends ||= readsSends(clause);
  }
  if (quantities && sends) return 'both';
  if (quantities) return 'quantities';
  return sends ? 'sends' : undefined;
}

/** Whether a clause is judged by what was sent. */
export function readsSends(clause: Clause): boolean {
  if ('metric' in clause) return clause.metric === 'sends';
  return 'campaign' in clause && (clause.did === 'received' || clause.did === 'converted');
}

/** Every clause of a rule and of the segments it refers to, each of these once. */
export function clausesOf(rule: Rule, lookup: RuleLookup): readonly Clause[] {
  const clauses: Clause[] = [];
  const seen = new Set<string>();
  const add = (each: Rule): void => {
    if ('all' in each) each.all.forEach(add);
    else if ('any' in each) each.any.forEach(add);
    else if ('not' in each) add(each.not);
    else {
      clauses.push(each);
      if (!('member' in each) || seen.has(each.member)) return;
      seen.add(each.member);
      const referred = lookup(each.member);
      if (referred) add(referred);
    }
  };
  add(rule);
  return clauses;
}
