import {
  engagementDays,
  historyCount,
  historyDays,
  historyInstant,
  ordersIn,
} from '../../../customers/storedCustomer.ts';
import { dayOf } from '../../../shared/days.ts';
import type { EvaluationContext } from '../../evaluation/context.ts';
import { daysSentTo } from '../../evaluation/sentTo.ts';
import type { Values } from '../../../customers/storedValues.ts';
import { boundsOf, compileComparison, type Comparison } from '../../operands/comparison.ts';
import type { ColumnReader } from '../../transitions/columnReader.ts';
import { columnsFrom, type DayColumns } from '../../transitions/dayColumns.ts';
import type { NextTransition } from '../../transitions/nextTransition.ts';
import { windowTransition } from '../../transitions/windowTransition.ts';
import { metricOf, SENDS_WINDOW, type Metric } from './readMetric.ts';

/** When time can next change what a comparison says of a metric; undefined where it never can. */
export function metricTransition(
  rule: { readonly metric: Metric; readonly within?: string } & Comparison,
  columns: ColumnReader,
): NextTransition | undefined {
  const { metric, within } = rule;
  const test = compileComparison(rule);
  switch (metric) {
    case 'lastOrderDays':
      return ageTransition('lastAt', rule);
    case 'firstOrderDays':
      return ageTransition('firstAt', rule);
    case 'sends':
      return windowTransition(columnsFrom(daysSentTo), within ?? SENDS_WINDOW, (sums) => test(sums.count));
    case 'opens':
    case 'clicks': {
      const days = columns(metric, (item) => engagementDays(item, metric));
      return windowTransition(days, within, (sums) => test(sums.count));
    }
    default:
      if (within === undefined) return undefined;
      return windowTransition(orderColumns(columns), within, (sums) => test(metricOf(metric, sums)));
  }
}

/** The workspace's currency is known only when a customer is looked at; it is one for all of them. */
function orderColumns(columns: ColumnReader): (item: Values, context: EvaluationContext) => DayColumns {
  let currency: string | undefined;
  let days: ((item: Values) => DayColumns) | undefined;
  return (item, context) => {
    if (!days || currency !== context.currency) {
      const { currency: code } = context;
      days = columns(`orders:${code}`, (each) => historyDays(ordersIn(each, code)));
      currency = code;
    }
    return days(item);
  };
}

/** Days since an order grow by one a day: the answer can change where they reach a bound or pass it. */
function ageTransition(which: 'firstAt' | 'lastAt', comparison: Comparison): NextTransition {
  const test = compileComparison(comparison);
  const ages = boundsOf(comparison)
    .flatMap((bound) => [Math.ceil(bound), Math.floor(bound) + 1])
    .filter((age) => age > 0)
    .sort((one, other) => one - other);
  return (item, { today, timeZone, currency }) => {
    const orders = ordersIn(item, currency);
    const at = historyInstant(orders, which);
    if (at === undefined || historyCount(orders) === 0) return undefined;
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
