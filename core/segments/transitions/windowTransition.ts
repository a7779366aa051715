import type { DaySums } from '../../customers/dayBuckets.ts';
import { firstDay } from '../dates/futureDays.ts';
import { windowStart, type Span } from '../dates/spans.ts';
import type { EvaluationContext } from '../evaluation/context.ts';
import type { Values } from '../../customers/storedValues.ts';
import { spanOf } from '../operands/window.ts';
import type { DayColumns } from './dayColumns.ts';
import type { NextTransition } from './nextTransition.ts';

/** What a rule asks of the days in a window. */
export type WindowTest = (sums: DaySums) => boolean;

/** The first day on which a window that ends that day no longer holds `day`. */
type Leaving = (day: number) => number;

/**
 * The next day after today on which time alone changes what a window of day buckets says: a day of it leaves, or one
 * that lies ahead (a clock that is fast) is reached, and the answer is another one. Undefined: never.
 */
export function windowTransition(
  columnsOf: (item: Values, context: EvaluationContext) => DayColumns,
  within: string | undefined,
  test: WindowTest,
): NextTransition {
  const start = within === undefined ? () => -Infinity : windowStart(spanOf(within));
  const leaving = within === undefined ? () => Infinity : leavingOf(spanOf(within));
  const sums = { count: 0, amount: 0, refunds: 0, days: 0 };
  return (item, context, before = Infinity) => {
    const columns = columnsOf(item, context);
    if (columns.length === 0) return undefined;
    return nextInWindow(columns, { from: start(context.today), today: context.today, before, leaving, sums, test });
  };
}

type Sums = { -readonly [name in keyof DaySums]: number };

interface Window {
  readonly from: number;
  readonly today: number;
  readonly before: number;
  readonly leaving: Leaving;
  readonly sums: Sums;
  readonly test: WindowTest;
}

function nextInWindow(columns: DayColumns, window: Window): number | undefined {
  const { from, today, before, leaving, sums, test } = window;
  const { day, length } = columns;
  let oldest = 0;
  while (oldest < length && dayAt(day, oldest) < from) oldest++;
  let ahead = oldest;
  if (oldest === length) return undefined;
  if (leaving(Math.min(today, dayAt(day, oldest))) >= before && dayAt(day, length - 1) <= today) return undefined;
  sums.count = sums.amount = sums.refunds = sums.days = 0;
  while (ahead < length && dayAt(day, ahead) <= today) add(sums, columns, ahead++, 1);
  const now = test(sums);
  for (;;) {
    const leaves = oldest < ahead ? leaving(dayAt(day, oldest)) : Infinity;
    const comes = ahead < length ? dayAt(day, ahead) : Infinity;
    const next = Math.min(leaves, comes);
    if (next === Infinity || next >= before) return undefined;
    while (oldest < ahead && leaving(dayAt(day, oldest)) <= next) add(sums, columns, oldest++, -1);
    while (ahead < length && dayAt(day, ahead) <= next) add(sums, columns, ahead++, 1);
    if (test(sums) !== now) return next;
  }
}

function dayAt(day: readonly number[], row: number): number {
  return day[row] ?? Infinity;
}

function add(sums: Sums, { count, amount, refunds }: DayColumns, row: number, sign: 1 | -1): void {
  const happened = count[row] ?? 0;
  sums.count += sign * happened;
  sums.amount += sign * (amount[row] ?? 0);
  sums.refunds += sign * (refunds[row] ?? 0);
  if (happened > 0) sums.days += sign;
}

function leavingOf(span: Span): Leaving {
  if (span.unit === 'd') return (day) => day + span.count;
  if (span.unit === 'w') return (day) => day + span.count * 7;
  const start = windowStart(span);
  const known = new Map<number, number>();
  return (day) => {
    const before = known.get(day);
    if (before !== undefined) return before;
    const found = firstDay(start, day + 1, day);
    known.set(day, found);
    return found;
  };
}
