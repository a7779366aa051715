import { describe, expect, it } from 'vitest';
import { civilOf, dayOfCivil, monthLength } from '../../../../core/segments/dates/civil.ts';
import { dayOfPersian, persianMonthLength, persianOf } from '../../../../core/segments/dates/persianCalendar.ts';
import { parseSpan, shiftDay } from '../../../../core/segments/dates/spans.ts';
import { formatDay, parseDay } from '../../../../core/shared/days.ts';

const DAY = 86_400_000;

function intlDates(calendar: string) {
  const format = new Intl.DateTimeFormat(`en-u-ca-${calendar}-nu-latn`, {
    timeZone: 'UTC',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
  });
  return (day: number) => {
    const part = Object.fromEntries(format.formatToParts(day * DAY).map(({ type, value }) => [type, Number(value)]));
    return { year: part['year']!, month: part['month']!, day: part['day']! };
  };
}

describe('calendars', () => {
  it.each([
    ['gregory', civilOf, dayOfCivil, monthLength],
    ['persian', persianOf, dayOfPersian, persianMonthLength],
  ] as const)('%s dates are those of CLDR for every day from 1900 to 2100', (calendar, of, dayOf, lengthOf) => {
    const known = intlDates(calendar);
    let before = known(-25_568);
    for (let day = -25_567; day < 47_482; day++) {
      const { year, month, day: date } = known(day);
      if (of(day) !== year * 10_000 + month * 100 + date) expect.fail(`${formatDay(day)} became ${of(day)}`);
      if (dayOf(year, month, date) !== day) expect.fail(`${formatDay(day)} is not ${year}-${month}-${date}`);
      if (date === 1 && lengthOf(before.year, before.month) !== before.day)
        expect.fail(`month before ${formatDay(day)}`);
      before = { year, month, day: date };
    }
  });

  it.each([
    ['2026-03-31', '1m', -1, '2026-02-28'],
    ['2024-03-31', '1m', -1, '2024-02-29'],
    ['2024-02-29', '1y', 1, '2025-02-28'],
    ['2026-01-15', '13m', -1, '2024-12-15'],
    ['2026-01-01', '2w', -1, '2025-12-18'],
    ['2026-12-31', '1d', 1, '2027-01-01'],
  ] as const)('%s moved by %s, direction %i, is %s', (from, span, direction, to) => {
    expect(formatDay(shiftDay(parseDay(from)!, parseSpan(span)!, direction))).toBe(to);
  });
});
