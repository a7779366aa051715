import { toAscii } from './digits.ts';

// The browser knows the Persian calendar; it only has to be asked the other way round, too.
const FORMAT = new Intl.DateTimeFormat('en-u-ca-persian-nu-latn', {
  timeZone: 'UTC',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
});
const DAY = 86_400_000;

export interface PersianDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** The Persian date of an ISO date. */
export function toPersian(iso: string): PersianDate {
  return persianOf(Date.parse(`${iso}T00:00:00Z`));
}

function persianOf(at: number): PersianDate {
  const parts = new Map(FORMAT.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  return { year: parts.get('year') ?? 0, month: parts.get('month') ?? 0, day: parts.get('day') ?? 0 };
}

/** The ISO date of a Persian date, or undefined where the month has no such day. */
export function fromPersian({ year, month, day }: PersianDate): string | undefined {
  const inYear = month <= 7 ? (month - 1) * 31 : 186 + (month - 7) * 30;
  const near = Date.UTC(year + 621, 2, 21) + (inYear + day - 1) * DAY;
  for (let days = -3; days <= 3; days++) {
    const found = persianOf(near + days * DAY);
    if (found.year === year && found.month === month && found.day === day) {
      return new Date(near + days * DAY).toISOString().slice(0, 10);
    }
  }
  return undefined;
}

/** Days of a Persian month. */
export function monthLength(year: number, month: number): number {
  if (month <= 6) return 31;
  if (month <= 11) return 30;
  return fromPersian({ year, month, day: 30 }) === undefined ? 29 : 30;
}

/** The Persian date of an ISO date as people type it, or nothing for what is no date. */
export function persianText(iso: string, digits: (value: number) => string): string {
  if (!/^\d{4}-\d{2}-\d{2}/.test(iso)) return '';
  const { year, month, day } = toPersian(iso.slice(0, 10));
  return [year, month, day].map(digits).join('/');
}

/** "۱۴۰۵/۱/۱", "1405-01-01", "1405 1 1". A year of four digits below 1700 is Persian, others Gregorian. */
export function parseDate(text: string): string | undefined {
  const match = /^(\d{4})[/\-. ](\d{1,2})[/\-. ](\d{1,2})$/.exec(toAscii(text.trim()));
  if (!match) return undefined;
  const [year = 0, month = 0, day = 0] = match.slice(1).map(Number);
  if (year < 1700) return fromPersian({ year, month, day });
  const iso = [year, month, day].map((part) => String(part).padStart(2, '0')).join('-');
  const at = Date.parse(`${iso}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(iso) ? iso : undefined;
}
