import { civilOf, dayOfCivil, monthLength } from './civil.ts';
import { dayOfPersian, persianMonthLength, persianOf } from './persianCalendar.ts';

export type Calendar = 'gregorian' | 'persian';

/** Dates packed as year * 10000 + month * 100 + day, days since 1970-01-01. */
export const CALENDARS = {
  gregorian: { of: civilOf, day: dayOfCivil, monthLength },
  persian: { of: persianOf, day: dayOfPersian, monthLength: persianMonthLength },
} as const;
