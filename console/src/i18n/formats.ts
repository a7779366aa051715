import type { Language } from './language.ts';

/** Numbers, money and dates as a reader of the language expects them: Persian digits and calendar for fa. */
export interface Formats {
  readonly count: (value: number) => string;
  /** As `count`, with its sign: +3, −2, 0. */
  readonly change: (value: number) => string;
  /** Any number, without separators between thousands: for fields that are typed in. */
  readonly plain: (value: number) => string;
  /** A share of 0 to 1. */
  readonly percent: (value: number) => string;
  /** Minor units of a currency, rounded to whole units where they are large. */
  readonly money: (units: number, currency: string) => string;
  readonly factor: (value: number) => string;
  /** Day and time. */
  readonly date: (iso: string) => string;
  /** The day alone; an ISO date means the same day everywhere. */
  readonly day: (iso: string) => string;
  /** Day and month, for an axis. */
  readonly shortDay: (iso: string) => string;
  /** The time of an instant, for an axis of one day. */
  readonly clock: (iso: string) => string;
  /** A time of day. */
  readonly time: (hour: number, minute: number) => string;
  /** A length of time: whole minutes, from two hours on whole hours. */
  readonly duration: (hours: number) => string;
  /** 0 = Sunday. */
  readonly weekday: (day: number) => string;
}

// Intl rounds these for display; amounts arrive in ISO 4217 minor units.
const ISO_DIGITS: Readonly<Record<string, number>> = { IRR: 2, IQD: 3, HUF: 2, TWD: 2, IDR: 2, COP: 2, PKR: 2 };

const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', fa: 'fa-IR', uk: 'uk-UA' };

/** Decimals of a currency's amounts: amounts are whole numbers of the smallest unit. */
export function minorDigits(currency: string): number {
  const base = { style: 'currency', currency } as const;
  return ISO_DIGITS[currency] ?? new Intl.NumberFormat('en', base).resolvedOptions().maximumFractionDigits ?? 2;
}

/** Persian dates for who works in that calendar, and for who reads Persian. */
export function usesPersianCalendar(language: Language, calendar: 'gregorian' | 'persian'): boolean {
  return calendar === 'persian' || language === 'fa';
}

const SUNDAY = Date.UTC(2026, 0, 4);

export function formatsFor(language: Language, calendar: 'gregorian' | 'persian', timeZone: string): Formats {
  const locale = LOCALES[language];
  const count = new Intl.NumberFormat(locale);
  const change = new Intl.NumberFormat(locale, { signDisplay: 'exceptZero' });
  const plain = new Intl.NumberFormat(locale, { useGrouping: false, maximumFractionDigits: 20 });
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const factor = new Intl.NumberFormat(locale, { maximumFractionDigits: 2, minimumFractionDigits: 2 });
  const dated = `${locale}-u-ca-${usesPersianCalendar(language, calendar) ? 'persian' : 'gregory'}`;
  const date = new Intl.DateTimeFormat(dated, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  const day = new Intl.DateTimeFormat(dated, { dateStyle: 'long', timeZone });
  const dayOnly = new Intl.DateTimeFormat(dated, { dateStyle: 'long', timeZone: 'UTC' });
  const short = new Intl.DateTimeFormat(dated, { day: 'numeric', month: 'short', timeZone });
  const time = new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: 'UTC',
  });
  const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone });
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' });
  const minutes = new Intl.NumberFormat(locale, { style: 'unit', unit: 'minute', unitDisplay: 'long' });
  const inHours = new Intl.NumberFormat(locale, { style: 'unit', unit: 'hour', unitDisplay: 'long' });
  return {
    count: (value) => count.format(value),
    change: (value) => change.format(value),
    plain: (value) => plain.format(value),
    percent: (value) => percent.format(value),
    money: (units, currency) => {
      const base = { style: 'currency', currency } as const;
      const digits = minorDigits(currency);
      const value = units / 10 ** digits;
      const shown = Math.abs(value) >= 100 ? 0 : digits;
      return new Intl.NumberFormat(locale, {
        ...base,
        maximumFractionDigits: shown,
        minimumFractionDigits: shown,
      }).format(value);
    },
    factor: (value) => `${factor.format(value)}×`,
    date: (iso) => date.format(new Date(iso)),
    day: (iso) => (iso.length === 10 ? dayOnly : day).format(new Date(iso)),
    shortDay: (iso) => short.format(new Date(iso)),
    clock: (iso) => clock.format(new Date(iso)),
    time: (hour, minute) => time.format(Date.UTC(2026, 0, 1, hour, minute)),
    duration: (hours) =>
      hours < 2 ? minutes.format(Math.max(1, Math.ceil(hours * 60))) : inHours.format(Math.ceil(hours)),
    weekday: (index) => weekday.format(SUNDAY + index * 86_400_000),
  };
}
