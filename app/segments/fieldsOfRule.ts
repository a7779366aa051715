import { PURCHASE } from '../../core/segments/compile/compileEvent.ts';
import { readsQuantities } from '../../core/segments/rule/quantityRules.ts';
import type { RuleLookup } from '../../core/segments/rule/references.ts';
import { clausesOf } from '../../core/segments/refresh/restless.ts';
import type { Clause, Rule } from '../../core/segments/rule/rule.ts';

/** What every answer needs, and what only some rules look at. */
const ALWAYS = ['id'];
const PROFILE = new Map([
  ['language', 'lg'],
  ['timeZone', 'tz'],
  ['email', 'em'],
]);

/**
 * The stored fields (of a map the one entry: "at/city") that a rule looks at, itself and through `member`. A preview reads no others: what is not sent need
 * not be parsed.
 */
export function fieldsOfRule(rule: Rule, lookup: RuleLookup): readonly string[] {
  return [...new Set([...ALWAYS, ...clausesOf(rule, lookup).flatMap(fieldsOfClause)])];
}

function fieldsOfClause(clause: Clause): readonly string[] {
  if ('attribute' in clause) return attributeFields(clause.attribute);
  // What was sent counts from when the customer was made.
  if ('metric' in clause) {
    if (clause.metric === 'sends') return ['ca'];
    return clause.metric === 'opens' || clause.metric === 'clicks' ? ['en'] : ['or'];
  }
  if (readsQuantities(clause)) return ['or'];
  if ('event' in clause) return clause.event === PURCHASE ? ['ev', 'or'] : ['ev'];
  if ('feedback' in clause) return ['fb'];
  if ('campaign' in clause) return clause.did === 'opened' || clause.did === 'clicked' ? ['cg'] : ['ca', 'or'];
  return 'consent' in clause ? ['ct'] : [];
}

function attributeFields(name: string): readonly string[] {
  const own = PROFILE.get(name);
  return [`at/${name}`, ...(own === undefined ? [] : [own])];
}
