import type { Language } from './language.ts';

/** Numbers, money and dates as a reader of the language expects them: Persian digits and calendar for fa. */
export interface Formats {
  count(value: number): string;
  /** Minor units of a currency, rounded to whole units where they are large. */
  money(units: number, currency: string): string;
  factor(value: number): string;
  date(iso: string): string;
}

// Intl rounds these for display; amounts arrive in ISO 4217 minor units.
const ISO_DIGITS: Readonly<Record<string, number>> = { IRR: 2, IQD: 3, HUF: 2, TWD: 2, IDR: 2, COP: 2, PKR: 2 };

const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', fa: 'fa-IR', uk: 'uk-UA' };

export function formatsFor(language: Language, calendar: 'gregorian' | 'persian', timeZone: string): Formats {
  const locale = LOCALES[language];
  const count = new Intl.NumberFormat(locale);
  const factor = new Intl.NumberFormat(locale, { maximumFractionDigits: 2, minimumFractionDigits: 2 });
  const persian = calendar === 'persian' || language === 'fa';
  const date = new Intl.DateTimeFormat(`${locale}-u-ca-${persian ? 'persian' : 'gregory'}`, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone,
  });
  return {
    count: (value) => count.format(value),
    money: (units, currency) => {
      const base = { style: 'currency', currency } as const;
      const digits =
        ISO_DIGITS[currency] ?? new Intl.NumberFormat(locale, base).resolvedOptions().maximumFractionDigits ?? 2;
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
  };
}
