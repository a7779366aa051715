import { dayOf, parseInstant, startOfDay } from '../../shared/days.ts';
import { dayOfCivil, monthLength } from './civil.ts';
import type { Value } from '../../customers/storedValues.ts';

const HYPHEN = 45;

/** The digits from `start` to `end` as a number, NaN where there is anything else. */
function digits(text: string, start: number, end: number): number {
  let value = 0;
  for (let index = start; index < end; index++) {
    const digit = text.charCodeAt(index) - 48;
    if (digit < 0 || digit > 9) return NaN;
    value = value * 10 + digit;
  }
  return value;
}

/** The day that "2026-03-21..." begins with, NaN where it does not begin with a date. Makes no object. */
function leadingDay(text: string): number {
  if (text.length < 10 || text.charCodeAt(4) !== HYPHEN || text.charCodeAt(7) !== HYPHEN) return NaN;
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 7);
  const day = digits(text, 8, 10);
  const exists = year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= monthLength(year, month);
  return exists ? dayOfCivil(year, month, day) : NaN;
}

/**
 * The calendar day of a stored date, NaN where it is none. A date, and a date-time without an offset, say their day
 * themselves; one with an offset is an instant, whose day is the workspace's.
 */
export function dayValue(value: Value | undefined, timeZone: string): number {
  const text = value?.S;
  if (text === undefined) return NaN;
  const day = leadingDay(text);
  if (text.length === 10 || Number.isNaN(day)) return day;
  const at = parseInstant(text, 'UTC');
  if (at === undefined) return NaN;
  const hasOffset = /(Z|[+-]\d{2}:?\d{2})$/.test(text.slice(11));
  return hasOffset ? dayOf(at, timeZone) : day;
}

/** The instant (epoch ms) of a stored date, NaN where it is none. A date without a time begins its day. */
export function instantValue(value: Value | undefined, timeZone: string): number {
  const text = value?.S;
  if (text === undefined) return NaN;
  if (text.length === 10) {
    const day = leadingDay(text);
    return Number.isNaN(day) ? NaN : startOfDay(day, timeZone);
  }
  return parseInstant(text, timeZone) ?? NaN;
}
