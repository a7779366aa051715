import type { Cron } from './cron.ts';

/**
 * A schedule in the words of EventBridge Scheduler: six fields with the year, `?` for the one of day and weekday that does
 * not count, weekdays from 1 = Sunday. Steps are written out, for EventBridge counts some of them from elsewhere.
 */
export function eventBridgeCron({ minutes, hours, days, months, weekdays }: Cron): string {
  const day = weekdays === undefined ? (days === undefined ? '*' : listed(days)) : '?';
  const weekday = weekdays === undefined ? '?' : listed(weekdays.map((each) => each + 1));
  return `cron(${listed(minutes, 60)} ${listed(hours, 24)} ${day} ${listed(months, 12)} ${weekday} *)`;
}

/** Sorted numbers as a list with ranges, `1-5,9`; `*` where they are all there are. */
function listed(numbers: readonly number[], all?: number): string {
  if (numbers.length === all) return '*';
  const runs: { from: number; to: number }[] = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last?.to === number - 1) last.to = number;
    else runs.push({ from: number, to: number });
  }
  return runs.map(({ from, to }) => (from === to ? String(from) : `${from}-${to}`)).join(',');
}
