import type { StoredCustomer } from '../../customers/storedItem.ts';
import { formatDay } from '../../shared/days.ts';
import { attributeValueOf } from '../compile/compileAttribute.ts';
import { compileRule, type EvaluationContext } from '../compile/compile.ts';
import { campaignDays } from '../compile/compileCampaign.ts';
import { propertiesKnownFrom, readEvent } from '../compile/compileEvent.ts';
import { readFeedback } from '../compile/compileFeedback.ts';
import { readMetric } from '../compile/compileMetric.ts';
import type { Value, Values } from '../compile/evaluation.ts';
import { explainQuantity, type ExplainedQuantity } from './explainQuantities.ts';
import { readsQuantities, type QuantityRule } from '../rule/quantityRules.ts';
import type { RuleLookup } from '../rule/references.ts';
import type { Clause, Rule } from '../rule/rule.ts';

/** One clause of a rule and how it went for a customer. `value` is what it looked at, null where there was nothing. */
export interface ExplainedClause extends ExplainedQuantity {
  readonly path: string;
  readonly rule: Rule;
  readonly holds: boolean;
  /** Properties of events before this day (ISO date) are no longer known, and the clause looks further back. */
  readonly knownFrom?: string;
}

/** Every clause of a rule, whether or not it decided; groups are left out, their clauses say it all. */
export function explainRule(
  rule: Rule,
  item: StoredCustomer,
  context: EvaluationContext,
  lookup: RuleLookup,
  path = 'rule',
): readonly ExplainedClause[] {
  if ('all' in rule) {
    return rule.all.flatMap((each, index) => explainRule(each, item, context, lookup, `${path}.all[${index}]`));
  }
  if ('any' in rule) {
    return rule.any.flatMap((each, index) => explainRule(each, item, context, lookup, `${path}.any[${index}]`));
  }
  if ('not' in rule) return explainRule(rule.not, item, context, lookup, `${path}.not`);
  const holds = compileRule(rule, lookup)(item, context);
  if (readsQuantities(rule)) return [{ path, rule, holds, ...explainQuantity(rule, item, context) }];
  const from = 'event' in rule ? propertiesKnownFrom(rule, item, context) : undefined;
  const value = valueOf(rule, item, context, holds);
  return [{ path, rule, holds, value, ...(from !== undefined && { knownFrom: formatDay(from) }) }];
}

function valueOf(
  rule: Exclude<Clause, QuantityRule>,
  item: Values,
  context: EvaluationContext,
  holds: boolean,
): unknown {
  if ('attribute' in rule) return plain(attributeValueOf(rule.attribute, item));
  if ('metric' in rule) return numberOrNull(readMetric(rule.metric, rule.within)(item, context));
  if ('event' in rule) return readEvent(rule)(item, context);
  if ('feedback' in rule) return numberOrNull(readFeedback(rule)(item, context));
  if ('campaign' in rule) return lastDay(campaignDays(rule)(item, context));
  if ('member' in rule) return holds;
  const consent = item['ct']?.M?.['email']?.M;
  return consent ? { granted: plain(consent['g']), at: plain(consent['at']), source: plain(consent['by']) } : null;
}

function lastDay(days: readonly number[]): string | null {
  return days.length === 0 ? null : formatDay(Math.max(...days));
}

function numberOrNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}

function plain(value: Value | undefined): unknown {
  if (value === undefined) return null;
  if (value.N !== undefined) return Number(value.N);
  return value.S ?? value.BOOL ?? value.L?.map(plain) ?? null;
}
