/**
 * The Persian (solar Hijri, Jalali) calendar by its 33-year cycle, which gives the official dates from 1178 to 1501
 * (1799 to 2123). Dates are packed as year * 10000 + month * 100 + day, days are days since 1970-01-01.
 */
const BEFORE_YEAR_ONE = -492_268;

function newYear(year: number): number {
  return BEFORE_YEAR_ONE + 365 * (year - 1) + Math.floor((8 * year + 21) / 33);
}

export function dayOfPersian(year: number, month: number, day: number): number {
  return newYear(year) + (month <= 7 ? (month - 1) * 31 : 186 + (month - 7) * 30) + day - 1;
}

export function persianOf(dayNumber: number): number {
  let year = Math.floor((dayNumber - BEFORE_YEAR_ONE) / 365.2425) + 1;
  while (newYear(year) > dayNumber) year--;
  while (newYear(year + 1) <= dayNumber) year++;
  const dayOfYear = dayNumber - newYear(year);
  const month = dayOfYear < 186 ? Math.floor(dayOfYear / 31) + 1 : Math.floor((dayOfYear - 186) / 30) + 7;
  const day = dayNumber - dayOfPersian(year, month, 1) + 1;
  return year * 10_000 + month * 100 + day;
}

export function persianMonthLength(year: number, month: number): number {
  if (month <= 6) return 31;
  return month <= 11 || newYear(year + 1) - newYear(year) === 366 ? 30 : 29;
}
