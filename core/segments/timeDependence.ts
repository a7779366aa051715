import { parseDays, type DayBuckets } from '../customers/dayBuckets.ts';
import type { StoredCustomer } from '../customers/storedItem.ts';
import { dayOf } from '../shared/days.ts';
import { attributeDependence } from './attributeDependence.ts';
import { spanOf } from './compileDates.ts';
import type { EvaluationContext, Values } from './evaluation.ts';
import { firstDay, soonest } from './futureDays.ts';
import { assertNoCycles, type RuleLookup } from './references.ts';
import type { Comparison, MetricRule, Rule } from './rule.ts';
import { windowStart } from './spans.ts';

/** The next day, after `today`, on which the answer about a customer could change without a write; undefined: never. */
export type NextDay = (item: StoredCustomer, context: EvaluationContext) => number | undefined;

type Dependence = 'never' | ((item: Values, context: EvaluationContext) => number | undefined);

/**
 * When time alone could next change what a rule says. `'never'` where it changes nobody's answer; else a function of
 * the customer as stored that returns the next such day (a day number in the context's zone; undefined: never). Before
 * that day, while nothing is written and zone and currency stay, the answer is the one of today. On that day it may
 * change, and need not: a window that loses a purchase counts, whatever the threshold.
 * Throws ValidationError as `compileRule` does.
 */
export function timeDependence(rule: Rule, lookup: RuleLookup): 'never' | NextDay {
  assertNoCycles(undefined, rule, lookup);
  return dependence(rule, lookup, new Map());
}

function dependence(rule: Rule, lookup: RuleLookup, known: Map<string, Dependence>): Dependence {
  const each = (part: Rule) => dependence(part, lookup, known);
  if ('all' in rule) return together(rule.all.map(each));
  if ('any' in rule) return together(rule.any.map(each));
  if ('not' in rule) return each(rule.not);
  if ('attribute' in rule) return attributeDependence(rule) ?? 'never';
  if ('metric' in rule) return metricDependence(rule);
  if ('event' in rule) {
    const { event, within } = rule;
    return within === undefined ? 'never' : windowDependence((item) => item['ev']?.M?.[event]?.M?.['d']?.S, within);
  }
  if (!('member' in rule)) return 'never';
  const member = lookup(rule.member);
  const found = known.get(rule.member) ?? (member ? each(member) : 'never');
  known.set(rule.member, found);
  return found;
}

function together(parts: readonly Dependence[]): Dependence {
  const moving = [...new Set(parts)].filter((part) => part !== 'never');
  const [only] = moving;
  if (!only) return 'never';
  if (moving.length === 1) return only;
  return (item, context) => soonest(moving.map((part) => part(item, context)));
}

function metricDependence(rule: MetricRule): Dependence {
  const { metric, within } = rule;
  switch (metric) {
    case 'lastOrderDays':
      return ageDependence('l', rule);
    case 'firstOrderDays':
      return ageDependence('f', rule);
    case 'sends':
    case 'opens':
    case 'clicks': {
      const field = ({ sends: 's', opens: 'o', clicks: 'c' } as const)[metric];
      return windowDependence((item) => item['en']?.M?.[field]?.S, within);
    }
    default:
      if (within === undefined) return 'never';
      return windowDependence((item, { currency }) => item['or']?.M?.[currency]?.M?.['d']?.S, within);
  }
}

/** A window changes when the oldest day in it leaves, or when one that lies ahead (a clock that is fast) is reached. */
function windowDependence(
  bucketsOf: (item: Values, context: EvaluationContext) => DayBuckets | undefined,
  within: string | undefined,
): Dependence {
  const start = within === undefined ? () => -Infinity : windowStart(spanOf(within));
  return (item, context) => {
    const { today } = context;
    const days = parseDays(bucketsOf(item, context) ?? '').map(({ day }) => day);
    const from = start(today);
    const oldest = days.find((day) => day >= from && day <= today);
    const leaves = oldest === undefined || within === undefined ? undefined : firstDay(start, oldest + 1, today);
    return soonest([leaves, days.find((day) => day > today)]);
  };
}

/** Days since an order grow by one a day: the answer changes where they reach a bound or pass it. */
function ageDependence(field: 'f' | 'l', comparison: Comparison): Dependence {
  const turns = boundsOf(comparison).flatMap((bound) => [Math.ceil(bound), Math.floor(bound) + 1]);
  return (item, { today, timeZone, currency }) => {
    const orders = item['or']?.M?.[currency]?.M;
    const at = orders?.[field]?.N;
    if (at === undefined || Number(orders?.['n']?.N ?? 0) === 0) return undefined;
    const day = dayOf(Number(at), timeZone);
    return soonest(turns.filter((age) => age > 0 && day + age > today).map((age) => day + age));
  };
}

function boundsOf(comparison: Comparison): readonly number[] {
  if ('between' in comparison) return comparison.between;
  if ('eq' in comparison) return [comparison.eq];
  if ('ne' in comparison) return [comparison.ne];
  if ('gt' in comparison) return [comparison.gt];
  if ('gte' in comparison) return [comparison.gte];
  return 'lt' in comparison ? [comparison.lt] : [comparison.lte];
}
