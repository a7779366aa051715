import type { AttributeValue, Customer } from '../../../core/customers/customer.ts';
import { parseDays } from '../../../core/customers/dayBuckets.ts';
import { propertiesOf } from '../../../core/customers/propertyCombinations.ts';
import type { CampaignRule } from '../../../core/segments/clauses/campaign.ts';
import type { FeedbackRule } from '../../../core/segments/clauses/feedback.ts';
import type { PropertyTest } from '../../../core/segments/clauses/event/where.ts';
import { fold } from '../../../core/shared/fold.ts';
import type { EvaluationContext } from '../../../core/segments/evaluation/context.ts';
import type { AttributeRule } from '../../../core/segments/clauses/attribute/attribute.ts';
import type { EventRule } from '../../../core/segments/clauses/event/event.ts';
import type { Rule } from '../../../core/segments/rule/rule.ts';
import type { Scalar } from '../../../core/segments/operands/choice.ts';
import { compare, DAY, dayNumber, knownSends, localDate, metric, shifted } from './metricReference.ts';
import { quantityHolds } from './quantityReference.ts';

type Calendar = 'gregorian' | 'persian';

/** Says whether a rule holds, on the decoded customer, as plainly and as slowly as it can be said. */
export function holds(
  rule: Rule,
  customer: Customer,
  context: EvaluationContext,
  lookup: (id: string) => Rule | undefined,
): boolean {
  const again = (each: Rule) => holds(each, customer, context, lookup);
  if ('all' in rule) return rule.all.every(again);
  if ('any' in rule) return rule.any.some(again);
  if ('not' in rule) return !again(rule.not);
  if ('member' in rule) return again(lookup(rule.member)!);
  if ('consent' in rule) return customer.consent.email?.granted === true;
  if ('metric' in rule) return compare(metric(rule, customer, context), rule);
  if ('event' in rule) return compare(events(rule, customer, context), rule.count ?? { gte: 1 });
  if ('feedback' in rule) return compare(feedback(rule, customer, context), rule);
  if ('campaign' in rule) return campaign(rule, customer, context);
  if ('rfm' in rule || 'percentile' in rule || 'predicted' in rule) return quantityHolds(rule, customer, context);
  return attribute(rule, customer, context);
}

function events(rule: EventRule, customer: Customer, { today }: EvaluationContext): number {
  const own = customer.events[rule.event];
  const histories = own ? [own] : rule.event === 'purchase' ? Object.values(customer.orders) : [];
  const lists = histories.flatMap(({ days, combinations = {} }) => {
    if (!rule.where) return [days];
    const { where } = rule;
    return Object.keys(combinations)
      .filter((combination) =>
        Object.entries(where).every(([name, test]) => property(propertiesOf(combination).get(name), test)),
      )
      .map((combination) => combinations[combination]!);
  });
  const inside = lists
    .flatMap(parseDays)
    .filter(({ day }) => rule.within === undefined || (day > shifted(today, rule.within, -1) && day <= today));
  return inside.reduce((total, { count }) => total + count, 0);
}

function property(value: Scalar | undefined, given: PropertyTest): boolean {
  if (value === undefined) return false;
  const same = (each: Scalar) => (typeof each === 'string' ? fold(each) : each) === value;
  if (typeof given !== 'object') return same(given);
  if ('eq' in given) return same(given.eq);
  if ('ne' in given) return !same(given.ne);
  if ('in' in given) return given.in.some(same);
  if ('notIn' in given) return !given.notIn.some(same);
  return typeof value === 'number' && compare(value, given);
}

function feedback(rule: FeedbackRule, customer: Customer, { today, timeZone }: EvaluationContext): number | undefined {
  const answer = customer.feedback[rule.feedback];
  const day = answer && dayNumber(localDate(answer.at, timeZone));
  const late =
    rule.within !== undefined && day !== undefined && (day > today || day <= shifted(today, rule.within, -1));
  return late ? undefined : answer?.score;
}

function campaign(rule: CampaignRule, customer: Customer, context: EvaluationContext): boolean {
  const { today, timeZone, currency } = context;
  const sent = knownSends(customer, context, rule.campaign).map(({ at, windowDays }) => {
    const day = dayNumber(localDate(at, timeZone));
    return { day, last: day + windowDays };
  });
  const orders = parseDays(customer.orders[currency]?.days ?? '').filter(({ count }) => count > 0);
  const reactions = customer.reactions[rule.campaign];
  const days = {
    opened: [reactions?.opened],
    clicked: [reactions?.clicked],
    received: sent.map(({ day }) => day),
    converted: orders.map(({ day }) => day).filter((day) => sent.some((each) => each.day <= day && day <= each.last)),
  }[rule.did];
  return days.some((day) => {
    if (day === undefined) return false;
    return rule.within === undefined || (day <= today && day > shifted(today, rule.within, -1));
  });
}

function attribute(rule: AttributeRule, customer: Customer, context: EvaluationContext): boolean {
  const profile: Record<string, string | undefined> = {
    language: customer.language,
    timeZone: customer.timeZone,
    email: customer.email,
  };
  const value = customer.attributes[rule.attribute] ?? profile[rule.attribute];
  if ('exists' in rule) return (value !== undefined) === rule.exists;
  if ('ne' in rule) return value !== rule.ne;
  if ('notIn' in rule) return !rule.notIn.some((each) => each === value);
  if (value === undefined) return false;
  if ('eq' in rule) return value === rule.eq;
  if ('in' in rule) return rule.in.some((each) => each === value);
  const texts = typeof value === 'string' ? [value] : typeof value === 'object' ? value : [];
  if ('contains' in rule) return texts.some((text) => fold(text).includes(fold(rule.contains)));
  if ('startsWith' in rule) return texts.some((text) => fold(text).startsWith(fold(rule.startsWith)));
  if ('endsWith' in rule) return texts.some((text) => fold(text).endsWith(fold(rule.endsWith)));
  const isList = typeof value === 'string' || typeof value === 'object';
  if ('hasAny' in rule) return rule.hasAny.some((each) => texts.includes(each));
  if ('hasAll' in rule) return isList && rule.hasAll.every((each) => texts.includes(each));
  if ('gt' in rule || 'gte' in rule || 'lt' in rule || 'lte' in rule)
    return typeof value === 'number' && compare(value, rule);
  if ('between' in rule) {
    const [low, high] = rule.between;
    if (typeof low === 'number') return typeof value === 'number' && low <= value && value <= Number(high);
    return (
      side(value, low, context, (distance) => distance >= 0) &&
      side(value, String(high), context, (distance) => distance <= 0)
    );
  }
  if ('before' in rule) return side(value, rule.before, context, (distance) => distance < 0);
  if ('after' in rule) return side(value, rule.after, context, (distance) => distance > 0);
  const day = dayOfValue(value, context.timeZone);
  if (day === undefined) return false;
  const { today } = context;
  if ('withinLast' in rule) return day <= today && day > shifted(today, rule.withinLast, -1);
  if ('withinNext' in rule) return day >= today && day < shifted(today, rule.withinNext, 1);
  return anniversary(day, today, shifted(today, rule.anniversaryWithin, 1), rule.calendar ?? 'gregorian');
}

function dayOfValue(value: AttributeValue, timeZone: string): number | undefined {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}/.test(value)) return undefined;
  return dayNumber(value.endsWith('Z') ? localDate(Date.parse(value), timeZone) : value.slice(0, 10));
}

/** The instant that a clock on the wall of a zone shows a local time, looked for among all offsets there are. */
function wall(local: string, timeZone: string): number {
  const wanted = local.length === 10 ? `${local} 00:00` : local.replace('T', ' ');
  const base = Date.parse(`${wanted.replace(' ', 'T')}Z`);
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  for (let quarter = -60; quarter <= 60; quarter++) {
    if (format.format(base + quarter * 900_000) === wanted) return base + quarter * 900_000;
  }
  throw new Error(`${local} does not exist in ${timeZone}`);
}

const instantOf = (text: string, timeZone: string) => (text.endsWith('Z') ? Date.parse(text) : wall(text, timeZone));

function side(
  value: AttributeValue,
  bound: string,
  { today, timeZone }: EvaluationContext,
  test: (distance: number) => boolean,
): boolean {
  const day = dayOfValue(value, timeZone);
  if (day === undefined) return false;
  if (bound === 'today') return test(day - today);
  if (/^[+-]/.test(bound)) return test(day - shifted(today, bound.slice(1), bound.startsWith('-') ? -1 : 1));
  if (bound.length === 10) return test(day - dayNumber(bound));
  return test(instantOf(String(value), timeZone) - instantOf(bound, timeZone));
}

function parts(day: number, calendar: Calendar): { year: number; month: number; date: number } {
  const locale = calendar === 'persian' ? 'en-u-ca-persian-nu-latn' : 'en-u-ca-gregory-nu-latn';
  const format = new Intl.DateTimeFormat(locale, {
    timeZone: 'UTC',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
  });
  const part = Object.fromEntries(format.formatToParts(day * DAY).map(({ type, value }) => [type, Number(value)]));
  return { year: part['year']!, month: part['month']!, date: part['day']! };
}

/** Walks the window day by day and asks of each whether it is the anniversary. */
function anniversary(first: number, today: number, end: number, calendar: Calendar): boolean {
  const born = parts(first, calendar);
  for (let day = Math.max(today, first + 1); day < end; day++) {
    const now = parts(day, calendar);
    if (now.month !== born.month || now.year === born.year) continue;
    const monthEnds = parts(day + 1, calendar).month !== now.month;
    if (now.date === born.date || (monthEnds && born.date > now.date)) return true;
  }
  return false;
}
