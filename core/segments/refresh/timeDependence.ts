import type { StoredCustomer } from '../../customers/storedItem.ts';
import { dayOf } from '../../shared/days.ts';
import { attributeDependence } from './attributeDependence.ts';
import { campaignDays, columnsFrom, sendDays, SENDS_WINDOW } from '../compile/compileCampaign.ts';
import { eventColumns, PURCHASE } from '../compile/compileEvent.ts';
import { feedbackColumns } from '../compile/compileFeedback.ts';
import { compileComparison, metricOf } from '../compile/compileMetric.ts';
import { readColumns, type DayColumns } from '../compile/dayColumns.ts';
import type { EvaluationContext, Values } from '../compile/evaluation.ts';
import type { CampaignRule, FeedbackRule } from '../rule/historyRules.ts';
import { assertNoCycles, type RuleLookup } from '../rule/references.ts';
import type { Clause, Comparison, EventRule, MetricRule, Rule } from '../rule/rule.ts';
import { windowTurn, type Turn } from './windowTurns.ts';

/** The next day, after `today`, on which the answer about a customer could change without a write; undefined: never. */
export type NextDay = (item: StoredCustomer, context: EvaluationContext) => number | undefined;

/**
 * When time alone could next change what a rule says. `'never'` where it changes nobody's answer; else a function of
 * the customer as stored that returns the next such day (a day number in the context's zone; undefined: never). Before
 * that day, while nothing is written and zone and currency stay, the answer is the one of today. On that day some
 * clause may say something else; the whole rule need not.
 * Throws ValidationError as `compileRule` does.
 */
export function timeDependence(rule: Rule, lookup: RuleLookup): 'never' | NextDay {
  assertNoCycles(undefined, rule, lookup);
  return together(turnFinder(lookup)(rule));
}

/**
 * The same for many rules together, whose clauses are looked at once: `each` in their order, and `any` for the first
 * day on which one of them could change. The customer last seen is remembered: items must not be changed in place.
 */
export function timeDependences(
  rules: readonly Rule[],
  lookup: RuleLookup,
): { readonly each: readonly ('never' | NextDay)[]; readonly any: 'never' | NextDay } {
  for (const rule of rules) assertNoCycles(undefined, rule, lookup);
  const turnsOf = turnFinder(lookup);
  const turns = rules.map(turnsOf);
  return { each: turns.map(together), any: together(turns.flat()) };
}

function together(turns: readonly Turn[]): 'never' | NextDay {
  const moving = [...new Set(turns)];
  const [only] = moving;
  if (!only) return 'never';
  if (moving.length === 1) return (item, context) => only(item, context);
  return (item, context) => {
    let first: number | undefined;
    for (const turn of moving) {
      const day = turn(item, context, first);
      if (day !== undefined && (first === undefined || day < first)) first = day;
    }
    return first;
  };
}

/** Finds the clauses of rules that time can turn. Clauses that say the same are one and the same. */
function turnFinder(lookup: RuleLookup): (rule: Rule) => readonly Turn[] {
  const clauses = new Map<string, Turn | undefined>();
  const segments = new Map<string, readonly Turn[]>();
  const columns = columnReader();
  const turnsOf = (rule: Rule): readonly Turn[] => {
    if ('all' in rule) return rule.all.flatMap(turnsOf);
    if ('any' in rule) return rule.any.flatMap(turnsOf);
    if ('not' in rule) return turnsOf(rule.not);
    if ('member' in rule) return turnsOfSegment(rule.member);
    const key = JSON.stringify(rule);
    const known = clauses.has(key) ? clauses.get(key) : turnOf(rule, columns);
    clauses.set(key, known);
    return known ? [known] : [];
  };
  const turnsOfSegment = (id: string): readonly Turn[] => {
    const rule = lookup(id);
    const found = segments.get(id) ?? [...new Set(rule ? turnsOf(rule) : [])];
    segments.set(id, found);
    return found;
  };
  return turnsOf;
}

/** Undefined for a clause that time never turns. */
function turnOf(clause: Clause, columns: ColumnReader): Turn | undefined {
  if ('attribute' in clause) return attributeDependence(clause);
  if ('metric' in clause) return metricTurn(clause, columns);
  if ('event' in clause) return eventTurn(clause, columns);
  if ('feedback' in clause) return feedbackTurn(clause);
  return 'campaign' in clause ? campaignTurn(clause) : undefined;
}

function feedbackTurn(rule: FeedbackRule): Turn | undefined {
  const { feedback, within } = rule;
  if (within === undefined) return undefined;
  const test = compileComparison(rule);
  return windowTurn(feedbackColumns(feedback), within, (sums) => test(sums.count === 0 ? NaN : sums.amount));
}

function campaignTurn(rule: CampaignRule): Turn | undefined {
  if (rule.within === undefined) return undefined;
  return windowTurn(columnsFrom(campaignDays(rule)), rule.within, (sums) => sums.count > 0);
}

type ColumnsOf = (item: Values, context: EvaluationContext) => DayColumns;
type ColumnReader = ReturnType<typeof columnReader>;

/** Reads each field's day buckets once per customer, whichever clauses ask for them. */
function columnReader() {
  const known = new Map<string, (item: Values) => DayColumns>();
  return (name: string, bucketsOf: (item: Values) => string | undefined): ((item: Values) => DayColumns) => {
    const found = known.get(name) ?? readColumns(bucketsOf);
    known.set(name, found);
    return found;
  };
}

function eventTurn(rule: EventRule, columns: ColumnReader): Turn | undefined {
  const { event, where, within, count = { gte: 1 } } = rule;
  if (within === undefined) return undefined;
  const test = compileComparison(count);
  if (where || event === PURCHASE) return windowTurn(eventColumns(rule), within, (sums) => test(sums.count));
  const days = columns(`event:${event}`, (item) => item['ev']?.M?.[event]?.M?.['d']?.S);
  return windowTurn(days, within, (sums) => test(sums.count));
}

function metricTurn(rule: MetricRule, columns: ColumnReader): Turn | undefined {
  const { metric, within } = rule;
  const test = compileComparison(rule);
  switch (metric) {
    case 'lastOrderDays':
      return ageTurn('l', rule);
    case 'firstOrderDays':
      return ageTurn('f', rule);
    case 'sends':
      return windowTurn(columnsFrom(sendDays), within ?? SENDS_WINDOW, (sums) => test(sums.count));
    case 'opens':
    case 'clicks': {
      const field = ({ opens: 'o', clicks: 'c' } as const)[metric];
      const days = columns(metric, (item) => item['en']?.M?.[field]?.S);
      return windowTurn(days, within, (sums) => test(sums.count));
    }
    default:
      if (within === undefined) return undefined;
      return windowTurn(orderColumns(columns), within, (sums) => test(metricOf(metric, sums)));
  }
}

/** The workspace's currency is known only when a customer is looked at; it is one for all of them. */
function orderColumns(columns: ColumnReader): ColumnsOf {
  let currency: string | undefined;
  let days: ((item: Values) => DayColumns) | undefined;
  return (item, context) => {
    if (!days || currency !== context.currency) {
      const { currency: code } = context;
      days = columns(`orders:${code}`, (each) => each['or']?.M?.[code]?.M?.['d']?.S);
      currency = code;
    }
    return days(item);
  };
}

/** Days since an order grow by one a day: the answer can change where they reach a bound or pass it. */
function ageTurn(field: 'f' | 'l', comparison: Comparison): Turn {
  const test = compileComparison(comparison);
  const ages = boundsOf(comparison)
    .flatMap((bound) => [Math.ceil(bound), Math.floor(bound) + 1])
    .filter((age) => age > 0)
    .sort((one, other) => one - other);
  return (item, { today, timeZone, currency }) => {
    const orders = item['or']?.M?.[currency]?.M;
    const at = orders?.[field]?.N;
    if (at === undefined || (orders?.['n']?.N ?? '0') === '0') return undefined;
    const day = dayOf(wholeNumber(at), timeZone);
    const now = test(Math.max(0, today - day));
    for (const age of ages) if (day + age > today && test(age) !== now) return day + age;
    return undefined;
  };
}

/** `Number` of a text takes several times as long, and everybody has two of these. */
function wholeNumber(text: string): number {
  let value = 0;
  for (let index = 0; index < text.length; index++) {
    const digit = text.charCodeAt(index) - 48;
    if (digit < 0 || digit > 9) return Number(text);
    value = value * 10 + digit;
  }
  return value;
}

function boundsOf(comparison: Comparison): readonly number[] {
  if ('between' in comparison) return comparison.between;
  if ('eq' in comparison) return [comparison.eq];
  if ('ne' in comparison) return [comparison.ne];
  if ('gt' in comparison) return [comparison.gt];
  if ('gte' in comparison) return [comparison.gte];
  return 'lt' in comparison ? [comparison.lt] : [comparison.lte];
}
