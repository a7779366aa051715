import { attributeClause } from './attribute/attribute.ts';
import { campaignClause } from './campaign.ts';
import type { Clause } from '../clause.ts';
import { consentClause } from './consent.ts';
import { eventClause } from './event/event.ts';
import { feedbackClause } from './feedback.ts';
import { memberClause } from './member.ts';
import { metricClause } from './metric/metric.ts';
import { percentileClause } from './percentile.ts';
import { predictedClause } from './predicted.ts';
import { rfmClause } from './rfm.ts';

/** Every clause that a rule may have, in the order in which messages name them. One more is one more line here. */
const REGISTERED = {
  attribute: attributeClause,
  event: eventClause,
  metric: metricClause,
  consent: consentClause,
  member: memberClause,
  feedback: feedbackClause,
  campaign: campaignClause,
  rfm: rfmClause,
  percentile: percentileClause,
  predicted: predictedClause,
};

export type ClauseKey = keyof typeof REGISTERED;

/** By key: the rules that the clauses are read to, and what sentences about them are made of. */
type ClauseRules = { readonly [Key in ClauseKey]: ReturnType<(typeof REGISTERED)[Key]['parse']> };
export type ClauseOperands = {
  readonly [Key in ClauseKey]: ReturnType<(typeof REGISTERED)[Key]['describe']>[number]['operands'];
};

/** A rule of one clause. */
export type ClauseRule = ClauseRules[ClauseKey];

type ClauseTable = { readonly [Key in ClauseKey]: Clause<Key, ClauseRules[Key], ClauseOperands[Key]> };

export const CLAUSES: ClauseTable = REGISTERED;

export const CLAUSE_KEYS: readonly ClauseKey[] = Object.keys(CLAUSES).filter(isClauseKey);

function isClauseKey(name: string): name is ClauseKey {
  return Object.hasOwn(CLAUSES, name);
}

/** What to ask of a clause, whichever it is: `rule` is one of its own. */
type Question<T> = <Key extends ClauseKey>(clause: ClauseTable[Key], rule: ClauseRules[Key]) => T;

/** Asks the clause that a rule is of. */
export function askClause<T>(rule: ClauseRule, question: Question<T>): T {
  const key = CLAUSE_KEYS.find((each) => each in rule);
  if (!key) throw new TypeError('A rule has the key of a clause');
  return question(CLAUSES[key], rule);
}
