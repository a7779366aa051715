import { civilOf, dayOfCivil, monthLength } from './civil.ts';

/** A stretch of calendar time: "90d", "4w", "6m", "1y". */
export interface Span {
  readonly count: number;
  readonly unit: 'd' | 'w' | 'm' | 'y';
  /** Days, where a limit is put on it. */
  readonly longest: number;
}

/** 12 months are 366 days at most, which is why a month counts 30.5 here. */
const DAYS = { d: 1, w: 7, m: 30.5, y: 366 } as const;

export function parseSpan(text: string): Span | undefined {
  const match = /^([1-9]\d{0,4})([dwmy])$/.exec(text);
  const unit = match?.[2];
  if (unit !== 'd' && unit !== 'w' && unit !== 'm' && unit !== 'y') return undefined;
  const count = Number(match?.[1]);
  const span: Span = { count, unit, longest: Math.floor(count * DAYS[unit]) };
  return span.longest > 40_000 ? undefined : span;
}

/** The day a span before (`direction` -1) or after (1) a day. Months and years end on the month's last day at the latest. */
export function shiftDay(day: number, span: Span, direction: 1 | -1): number {
  const { count, unit } = span;
  if (unit === 'd') return day + direction * count;
  if (unit === 'w') return day + direction * count * 7;
  const civil = civilOf(day);
  const months = unit === 'm' ? count : count * 12;
  const index = Math.floor(civil / 10_000) * 12 + (Math.floor(civil / 100) % 100) - 1 + direction * months;
  const year = Math.floor(index / 12);
  const month = index - year * 12 + 1;
  return dayOfCivil(year, month, Math.min(civil % 100, monthLength(year, month)));
}

type DayOfToday = (today: number) => number;

/** Works a day out once per `today`: an evaluation over everybody asks for the same one all the time. */
export function oncePerDay(work: DayOfToday): DayOfToday {
  let knownToday = NaN;
  let known = NaN;
  return (today) => {
    if (today !== knownToday) {
      known = work(today);
      knownToday = today;
    }
    return known;
  };
}

/** The first day of a window that ends today: "90d" is today and the 89 days before it. */
export function windowStart(span: Span): DayOfToday {
  return oncePerDay((today) => shiftDay(today, span, -1) + 1);
}

/** The last day of a window that begins today: "7d" is today and the 6 days after it. */
export function windowEnd(span: Span): DayOfToday {
  return oncePerDay((today) => shiftDay(today, span, 1) - 1);
}
