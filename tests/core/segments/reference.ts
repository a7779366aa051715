import type { AttributeValue, Customer } from '../../../core/customers/customer.ts';
import { parseDays } from '../../../core/customers/dayBuckets.ts';
import { propertiesOf } from '../../../core/customers/propertyCombinations.ts';
import type { CampaignRule } from '../../../core/segments/clauses/campaign.ts';
import type { FeedbackRule } from '../../../core/segments/clauses/feedback.ts';
import type { PropertyTest } from '../../../core/segments/clauses/event/where.ts';
import type { KnownSend } from '../../../core/segments/evaluation/sendLookup.ts';
import { fold } from '../../../core/shared/fold.ts';
import type { EvaluationContext } from '../../../core/segments/evaluation/context.ts';
import type { AttributeRule } from '../../../core/segments/clauses/attribute/attribute.ts';
import type { Comparison } from '../../../core/segments/operands/comparison.ts';
import type { EventRule } from '../../../core/segments/clauses/event/event.ts';
import type { MetricRule } from '../../../core/segments/clauses/metric/metric.ts';
import type { Rule } from '../../../core/segments/rule/rule.ts';
import type { Scalar } from '../../../core/segments/operands/choice.ts';
import { quantityHolds } from './quantityReference.ts';

const DAY = 86_400_000;
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

export function compare(value: number | undefined, comparison: Comparison): boolean {
  if ('ne' in comparison) return value !== comparison.ne;
  if (value === undefined) return false;
  if ('eq' in comparison) return value === comparison.eq;
  if ('gt' in comparison) return value > comparison.gt;
  if ('gte' in comparison) return value >= comparison.gte;
  if ('lt' in comparison) return value < comparison.lt;
  if ('lte' in comparison) return value <= comparison.lte;
  return comparison.between[0] <= value && value <= comparison.between[1];
}

export const localDate = (at: number, timeZone: string) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(at);
export const dayNumber = (date: string) => Date.parse(`${date}T00:00:00Z`) / DAY;

function shifted(day: number, span: string, direction: 1 | -1): number {
  const count = Number(span.slice(0, -1)) * direction;
  if (span.endsWith('d')) return day + count;
  if (span.endsWith('w')) return day + 7 * count;
  const months = span.endsWith('m') ? count : 12 * count;
  const date = new Date(day * DAY);
  const wanted = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1));
  const last = new Date(Date.UTC(wanted.getUTCFullYear(), wanted.getUTCMonth() + 1, 0)).getUTCDate();
  return wanted.setUTCDate(Math.min(date.getUTCDate(), last)) / DAY;
}

export function metric(rule: MetricRule, customer: Customer, context: EvaluationContext): number | undefined {
  const { currency, today, timeZone } = context;
  const inside = (day: number) => rule.within === undefined || (day > shifted(today, rule.within, -1) && day <= today);
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
  if (rule.metric === 'sends') {
    const since = shifted(today, rule.within ?? '400d', -1);
    const days = knownSends(customer, context).map(({ at }) => dayNumber(localDate(at, timeZone)));
    return days.filter((day) => day > since && day <= today).length;
  }
  if (rule.metric === 'opens' || rule.metric === 'clicks') {
    const days = parseDays(customer.engagement[rule.metric]).filter(({ day }) => inside(day) && day <= today);
    return sum(days.map(({ count }) => count));
  }
  const orders = customer.orders[currency];
  if (rule.metric === 'lastOrderDays' || rule.metric === 'firstOrderDays') {
    if (!orders?.count) return undefined;
    const at = rule.metric === 'lastOrderDays' ? orders.lastAt : orders.firstAt;
    return Math.max(0, today - dayNumber(localDate(at, timeZone)));
  }
  const days = parseDays(orders?.days ?? '').filter(({ day }) => inside(day));
  const count = sum(days.map((each) => each.count));
  const revenue = sum(days.map((each) => each.amount - each.refunds));
  if (rule.metric === 'orders') return count;
  if (rule.metric === 'orderDays') return days.filter((each) => each.count > 0).length;
  if (rule.metric === 'revenue') return revenue;
  return count === 0 ? undefined : revenue / count;
}

function knownSends(customer: Customer, { sends }: EvaluationContext, campaignId?: string): readonly KnownSend[] {
  const all = (sends?.(customer.id) ?? []).filter(({ at, imported }) => imported || at >= customer.createdAt);
  return campaignId === undefined ? all : all.filter((send) => send.campaignId === campaignId);
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
