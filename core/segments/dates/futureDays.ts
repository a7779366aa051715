import { windowEnd, type Span } from './spans.ts';

/** More days than any span covers. */
const BEYOND = 45_000;

/**
 * The first day after `today` whose `edge` has come to `day` or beyond. `edge` never goes back from one day to the next
 * and stays within a span of the day it is asked about.
 */
export function firstDay(edge: (today: number) => number, day: number, today: number): number {
  let before = today;
  let found = Math.max(today, day) + BEYOND;
  while (found - before > 1) {
    const middle = Math.floor((before + found) / 2);
    if (edge(middle) >= day) found = middle;
    else before = middle;
  }
  return found;
}

/** The first day after `today` on which a window that begins that day has come to `day`. */
export function windowReaches(span: Span): (day: number, today: number) => number {
  const { count, unit } = span;
  if (unit === 'd') return (day, today) => Math.max(day - count + 1, today + 1);
  if (unit === 'w') return (day, today) => Math.max(day - count * 7 + 1, today + 1);
  const end = windowEnd(span);
  return (day, today) => firstDay(end, day, today);
}
