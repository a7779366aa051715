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

/** The earliest of some days; undefined stands for never. */
export function soonest(days: readonly (number | undefined)[]): number | undefined {
  let first: number | undefined;
  for (const day of days) if (day !== undefined && (first === undefined || day < first)) first = day;
  return first;
}
