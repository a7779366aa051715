import { describe, expect, it } from 'vitest';
import { encodeCustomer } from '../../../core/customers/codec.ts';
import { newCustomer, type Customer } from '../../../core/customers/customer.ts';
import { applyEvent } from '../../../core/customers/events.ts';
import { applyOrder } from '../../../core/customers/orders.ts';
import { compileRule } from '../../../core/segments/compile/compile.ts';
import { contextAt } from '../../../core/segments/evaluation/context.ts';
import { parseRule } from '../../../core/segments/rule/parseRule.ts';
import { dayOf, formatDay, parseInstant, startOfDay } from '../../../core/shared/days.ts';

const customer = newCustomer('c1', 1);
const ordered = (at: string, zone: string): Customer =>
  applyOrder(customer, { amount: 500, currency: 'USD', placedAt: Date.parse(at) }, zone);
const born = (date: string): Customer => ({ ...customer, attributes: { date } });

function holds(rule: object, each: Customer, now: string, zone: string): boolean {
  return compileRule(parseRule(rule), () => undefined)(encodeCustomer(each), contextAt(Date.parse(now), zone, 'USD'));
}

/** The last instant of a day, and the first of the next one, where clocks are changed on that day or the night after. */
const BORDERS = [
  ['Europe/Berlin', '2026-03-28', '2026-03-28T22:59:59.999Z'], // the day before the change: still UTC+1
  ['Europe/Berlin', '2026-03-29', '2026-03-29T21:59:59.999Z'], // 23 hours long
  ['Europe/Berlin', '2026-10-25', '2026-10-25T22:59:59.999Z'], // 25 hours long
  ['America/New_York', '2026-03-08', '2026-03-09T03:59:59.999Z'],
  ['America/New_York', '2026-11-01', '2026-11-02T04:59:59.999Z'],
  ['Asia/Tehran', '2021-03-21', '2021-03-21T20:29:59.999Z'], // 22 March 2021 began at 01:00
  ['Asia/Tehran', '2021-03-22', '2021-03-22T19:29:59.999Z'],
  ['Asia/Tehran', '2021-09-20', '2021-09-20T19:29:59.999Z'],
  ['Asia/Tehran', '2021-09-21', '2021-09-21T20:29:59.999Z'], // midnight came back to 23:00
  ['Asia/Tehran', '2023-03-21', '2023-03-21T20:29:59.999Z'], // no change any more
  ['Australia/Lord_Howe', '2026-04-05', '2026-04-05T13:29:59.999Z'], // 24 and a half hours
  ['Australia/Lord_Howe', '2026-10-04', '2026-10-04T12:59:59.999Z'], // 23 and a half
  ['America/Havana', '2026-10-31', '2026-11-01T03:59:59.999Z'], // midnight comes twice that night
  ['America/Havana', '2026-11-01', '2026-11-02T04:59:59.999Z'],
  ['UTC', '2024-02-29', '2024-02-29T23:59:59.999Z'],
] as const;

const plus = (instant: string, ms: number) => new Date(Date.parse(instant) + ms).toISOString();

describe('at the end of a day', () => {
  it.each(BORDERS)('in %s, %s ends at %s', (zone, date, last) => {
    const day = dayOf(Date.parse(last), zone);
    expect(formatDay(day)).toBe(date);
    expect(dayOf(Date.parse(last) + 1, zone)).toBe(day + 1);
    expect(startOfDay(day + 1, zone)).toBe(Date.parse(last) + 1);
    expect(dayOf(startOfDay(day, zone), zone)).toBe(day);
    expect(dayOf(startOfDay(day, zone) - 1, zone)).toBe(day - 1);
  });

  it.each(BORDERS)('in %s, windows of orders change from %s on at that instant', (zone, _date, last) => {
    const first = plus(last, 1);
    const today = { metric: 'orders', within: '1d', gte: 1 };
    const twoDays = { metric: 'orders', within: '2d', gte: 1 };
    const days = { metric: 'lastOrderDays', eq: 1 };
    expect(holds(today, ordered(last, zone), last, zone)).toBe(true);
    expect(holds(today, ordered(last, zone), first, zone)).toBe(false);
    expect(holds(twoDays, ordered(last, zone), first, zone)).toBe(true);
    expect(holds(today, ordered(first, zone), first, zone)).toBe(true);
    expect(holds(days, ordered(last, zone), first, zone)).toBe(true);
    expect(holds(days, ordered(last, zone), last, zone)).toBe(false);
    expect(holds(days, ordered(last, zone), plus(first, 30 * 3_600_000), zone)).toBe(false);
  });

  it.each(BORDERS)('in %s, events and dates change from %s on at that instant too', (zone, date, last) => {
    const first = plus(last, 1);
    const visited = applyEvent(customer, { name: 'visit', at: Date.parse(last) }, zone);
    expect(holds({ event: 'visit', within: '1d' }, visited, last, zone)).toBe(true);
    expect(holds({ event: 'visit', within: '1d' }, visited, first, zone)).toBe(false);
    for (const value of [date, last, `${date}T12:00`]) {
      expect(holds({ attribute: 'date', withinLast: '1d' }, born(value), last, zone)).toBe(true);
      expect(holds({ attribute: 'date', withinLast: '1d' }, born(value), first, zone)).toBe(false);
      expect(holds({ attribute: 'date', before: 'today' }, born(value), last, zone)).toBe(false);
      expect(holds({ attribute: 'date', before: 'today' }, born(value), first, zone)).toBe(true);
      expect(holds({ attribute: 'date', before: '-1d' }, born(value), first, zone)).toBe(false);
    }
  });
});

describe('a local time', () => {
  it.each([
    ['2026-03-29T02:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'], // was skipped: the clock showed 03:30
    ['2026-03-29T01:59', 'Europe/Berlin', '2026-03-29T00:59:00.000Z'],
    ['2026-03-29T03:00', 'Europe/Berlin', '2026-03-29T01:00:00.000Z'],
    ['2026-03-08T02:30', 'America/New_York', '2026-03-08T07:30:00.000Z'], // skipped too
    ['2026-03-08T03:00', 'America/New_York', '2026-03-08T07:00:00.000Z'],
    ['2026-10-04T02:15', 'Australia/Lord_Howe', '2026-10-03T15:45:00.000Z'], // skipped: 02:00 became 02:30
    ['2026-10-04T02:30', 'Australia/Lord_Howe', '2026-10-03T15:30:00.000Z'],
    ['2021-03-22', 'Asia/Tehran', '2021-03-21T20:30:00.000Z'], // a day without a midnight
    ['2021-03-22T01:00', 'Asia/Tehran', '2021-03-21T20:30:00.000Z'],
  ])('of %s in %s is %s', (local, zone, instant) => {
    expect(new Date(parseInstant(local, zone)!).toISOString()).toBe(instant);
  });

  it.each([
    ['2026-10-25T02:30', 'Europe/Berlin', '2026-10-25T00:30:00.000Z'],
    ['2026-11-01T01:30', 'America/New_York', '2026-11-01T05:30:00.000Z'],
    ['2026-04-05T01:45', 'Australia/Lord_Howe', '2026-04-04T14:45:00.000Z'],
  ])('shown twice, %s in %s, is the first: %s', (local, zone, instant) => {
    expect(new Date(parseInstant(local, zone)!).toISOString()).toBe(instant);
  });
});

describe('29 February', () => {
  it.each([
    ['2024-02-29T12:00:00Z', '1y', '2023-03-01', '2023-02-28'],
    ['2025-02-28T12:00:00Z', '1y', '2024-02-29', '2024-02-28'],
    ['2024-03-29T12:00:00Z', '1m', '2024-03-01', '2024-02-29'],
    ['2024-03-01T12:00:00Z', '2d', '2024-02-29', '2024-02-28'],
    ['2025-03-01T12:00:00Z', '2d', '2025-02-28', '2025-02-27'],
    ['2024-03-31T12:00:00Z', '1m', '2024-03-01', '2024-02-29'],
  ])('%s looks back %s to %s and not to %s', (now, window, inside, outside) => {
    expect(holds({ attribute: 'date', withinLast: window }, born(inside), now, 'UTC')).toBe(true);
    expect(holds({ attribute: 'date', withinLast: window }, born(outside), now, 'UTC')).toBe(false);
  });
});

describe('an anniversary of today', () => {
  it.each([
    ['gregorian', '1992-02-29', '2024-02-29', '2024-02-28'],
    ['gregorian', '1992-02-29', '2025-02-28', '2025-03-01'],
    ['gregorian', '1992-02-29', '2100-02-28', '2100-03-01'],
    ['gregorian', '1992-12-31', '2025-12-31', '2026-01-01'],
    ['persian', '2025-03-20', '2026-03-20', '2026-03-21'], // 30 Esfand 1403; 1404 ends on the 29th
    ['persian', '2025-03-20', '2030-03-20', '2030-03-21'], // 30 Esfand 1408, a leap year again
    ['persian', '2021-03-20', '2025-03-20', '2025-03-19'], // 30 Esfand 1399, on the 30th of 1403
    ['persian', '2020-03-20', '2021-03-21', '2021-03-20'], // 1 Farvardin 1399 and 1400
    ['persian', '2024-03-20', '2025-03-21', '2025-03-20'], // 1 Farvardin 1403 and 1404
    ['persian', '1990-09-22', '2025-09-22', '2025-09-23'], // 31 Shahrivar
  ])('in the %s calendar, of %s, is on %s and not on %s', (calendar, date, on, not) => {
    const rule = { attribute: 'date', anniversaryWithin: '1d', calendar };
    expect(holds(rule, born(date), `${on}T12:00:00Z`, 'UTC')).toBe(true);
    expect(holds(rule, born(date), `${not}T12:00:00Z`, 'UTC')).toBe(false);
  });
});

describe('a text', () => {
  it.each([
    [{ contains: 'علی' }, 'سيد علي', 'سید عالی'],
    [{ startsWith: 'كتاب' }, 'کتاب‌خانه', 'مکتب'],
    [{ contains: 'کتابخانه' }, 'كتاب‌خانه', 'کتاب خانه'],
    [{ endsWith: '۱۴۰۳' }, 'سال 1403', 'سال ۱۴۰۴'],
    [{ contains: '1403' }, 'سال ١٤٠٣', 'سال ١٤٠٤'],
    [{ contains: 'خانه' }, 'خانۀ ما', 'خان'],
    [{ contains: 'مسأله' }, 'مسأله', 'مسله'],
    [{ startsWith: 'می\u200cروم' }, 'ميروم', 'نمی‌روم'],
    [{ contains: 'straße' }, 'HAUPTSTRASSE', 'STRASE'],
    [{ startsWith: 'їж' }, 'ЇЖАК', 'ИЖАК'],
  ])('that %j is found in %s, not in %s', (test, inside, outside) => {
    const now = '2026-02-28T12:00:00Z';
    expect(holds({ attribute: 'date', ...test }, born(inside), now, 'UTC')).toBe(true);
    expect(holds({ attribute: 'date', ...test }, born(outside), now, 'UTC')).toBe(false);
  });
});
