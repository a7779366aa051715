import { DAY_MS, dayOf, instantOfWall, offsetMs } from '../shared/days.ts';
import type { Cron } from './cron.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Around a year like 2100, which is no leap year, 29 February stays away for eight years. */
const LONGEST_DAYS = 8 * 366 + 1;

/**
 * When a schedule runs next after an instant, both epoch ms, in a time zone. As EventBridge Scheduler has it, a local time
 * that is skipped when clocks go forward does not run that day, and one that comes twice runs the first time.
 */
export function nextRun(cron: Cron, timeZone: string, after: number): number | undefined {
  const today = dayOf(after, timeZone);
  for (let day = today; day <= today + LONGEST_DAYS; day++) {
    if (!isRunDay(cron, day)) continue;
    for (const hour of cron.hours) {
      for (const minute of cron.minutes) {
        const wall = day * DAY_MS + hour * HOUR_MS + minute * MINUTE_MS;
        const at = instantOfWall(wall, timeZone);
        if (at > after && at + offsetMs(at, timeZone) === wall) return at;
      }
    }
  }
  return undefined;
}

function isRunDay({ days, months, weekdays }: Cron, day: number): boolean {
  const date = new Date(day * DAY_MS);
  return (
    months.includes(date.getUTCMonth() + 1) &&
    (days?.includes(date.getUTCDate()) ?? true) &&
    (weekdays?.includes(date.getUTCDay()) ?? true)
  );
}
