import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatsFor } from '../../../console/src/i18n/formats.ts';
import { fromPersian, parseDate, persianText, toPersian } from '../../../console/src/i18n/persianDate.ts';
import { persianOf } from '../../../core/segments/dates/persianCalendar.ts';

const DAY = 86_400_000;
const isoDay = fc
  .integer({ min: -25_000, max: 40_000 })
  .map((day) => ({ day, iso: new Date(day * DAY).toISOString().slice(0, 10) }));

describe('dates that are typed', () => {
  it('are the same Persian dates as in rules, and lead back to their day', () => {
    fc.assert(
      fc.property(isoDay, ({ day, iso }) => {
        const { year, month, day: ofMonth } = toPersian(iso);
        expect(year * 10_000 + month * 100 + ofMonth).toBe(persianOf(day));
        expect(fromPersian(toPersian(iso))).toBe(iso);
      }),
    );
  });

  it('may be written with any digits and separators, Persian or Gregorian', () => {
    for (const text of ['۱۴۰۵/۱/۱', '1405-01-01', ' ١٤٠٥/٠١/٠١ ', '2026-03-21'])
      expect(parseDate(text)).toBe('2026-03-21');
    expect(parseDate('۱۴۰۳/۱۲/۳۰')).toBe('2025-03-20');
    for (const text of ['1404/12/30', '1405/13/1', '2026-02-30', '1405/1', 'Nowruz', '']) {
      expect([text, parseDate(text)]).toEqual([text, undefined]);
    }
  });

  it('are shown as they can be typed again', () => {
    const digits = formatsFor('fa', 'persian', 'UTC').plain;
    fc.assert(
      fc.property(isoDay, ({ iso }) => {
        expect(parseDate(persianText(iso, digits))).toBe(iso);
      }),
    );
  });
});
