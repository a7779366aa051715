import { FIELD } from '../../customers/storedCustomer.ts';
import { askClause } from '../clauses/table.ts';
import { allClausesOf } from './clausesOf.ts';
import type { Rule, RuleLookup } from './rule.ts';

/** What every answer needs, whatever the rule looks at. */
const ALWAYS = [FIELD.id];

/**
 * The stored fields (of a map the one entry: "at/city") that a rule looks at, itself and through `member`. A preview
 * reads no others: what is not sent need not be parsed.
 */
export function fieldsOfRule(rule: Rule, lookup: RuleLookup): readonly string[] {
  const fields = allClausesOf(rule, lookup).flatMap((each) => askClause(each, (clause, own) => clause.fields(own)));
  return [...new Set([...ALWAYS, ...fields])];
}
