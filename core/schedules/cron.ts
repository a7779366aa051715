import { parseField, type FieldRange } from './cronField.ts';

/** A schedule of five fields, each as the sorted numbers it means. Days are undefined where every day is meant. */
export interface Cron {
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  /** Of the month, 1 to 31. */
  readonly days: readonly number[] | undefined;
  /** 1 to 12. */
  readonly months: readonly number[];
  /** 0 = Sunday to 6. Never together with `days`. */
  readonly weekdays: readonly number[] | undefined;
}

export type ParsedCron = { readonly ok: true; readonly cron: Cron } | { readonly ok: false; readonly reason: string };

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const DAYS_IN = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const RANGES = {
  minute: { from: 0, to: 59, names: [] },
  hour: { from: 0, to: 23, names: [] },
  day: { from: 1, to: 31, names: [] },
  month: { from: 1, to: 12, names: MONTHS },
  // 7 is Sunday as well.
  weekday: { from: 0, to: 7, names: WEEKDAYS },
} as const satisfies Record<string, FieldRange>;

/**
 * Reads `minute hour day-of-month month weekday`: numbers, names of months and weekdays, `*`, lists, ranges and steps.
 * That much EventBridge Scheduler can say too, so a schedule means the same wherever Peyk runs. A day of the month and a
 * weekday together are refused: cron takes either, EventBridge takes one of them.
 */
export function parseCron(text: string): ParsedCron {
  const fields = text.trim().split(/\s+/);
  const [minute = '', hour = '', day = '', month = '', weekday = ''] = fields;
  if (fields.length !== 5) return refused('must be a cron expression of five fields, such as "0 3 * * *"');
  const parsed = {
    minute: parseField(minute, RANGES.minute),
    hour: parseField(hour, RANGES.hour),
    day: parseField(day, RANGES.day),
    month: parseField(month, RANGES.month),
    weekday: parseField(weekday, RANGES.weekday),
  };
  for (const [name, field] of Object.entries(parsed))
    if (typeof field === 'string') return refused(`is not a valid cron expression: ${name} ${field}`);
  if (day !== '*' && weekday !== '*')
    return refused(
      'names a day of the month and a weekday; one of them must be *, for schedulers differ in what both mean',
    );
  const numbers = (field: readonly number[] | string): readonly number[] => (typeof field === 'string' ? [] : field);
  const days = numbers(parsed.day);
  const months = numbers(parsed.month);
  if (!months.some((each) => (days[0] ?? 0) <= (DAYS_IN[each - 1] ?? 0)))
    return refused('names a day that never comes');
  const weekdays = [...new Set(numbers(parsed.weekday).map((each) => each % 7))].sort((a, b) => a - b);
  return {
    ok: true,
    cron: {
      minutes: numbers(parsed.minute),
      hours: numbers(parsed.hour),
      days: days.length === 31 ? undefined : days,
      months,
      weekdays: weekdays.length === 7 ? undefined : weekdays,
    },
  };
}

function refused(reason: string): ParsedCron {
  return { ok: false, reason };
}
