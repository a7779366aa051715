import type { Customer } from '../../../core/customers/customer.ts';
import { parseDays } from '../../../core/customers/dayBuckets.ts';
import type { MetricRule } from '../../../core/segments/clauses/metric/metric.ts';
import type { EvaluationContext } from '../../../core/segments/evaluation/context.ts';
import type { KnownSend } from '../../../core/segments/evaluation/sendLookup.ts';
import type { Comparison } from '../../../core/segments/operands/comparison.ts';

export const DAY = 86_400_000;

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

export function shifted(day: number, span: string, direction: 1 | -1): number {
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

export function knownSends(
  customer: Customer,
  { sends }: EvaluationContext,
  campaignId?: string,
): readonly KnownSend[] {
  const all = (sends?.(customer.id) ?? []).filter(({ at, imported }) => imported || at >= customer.createdAt);
  return campaignId === undefined ? all : all.filter((send) => send.campaignId === campaignId);
}
