import { parseInstant } from '../../../shared/days.ts';
import { CALENDARS, type Calendar } from '../../dates/calendars.ts';
import { dayOfExpression, parseDateExpression } from '../../dates/dateExpression.ts';
import { dayValue, instantValue } from '../../dates/dateValue.ts';
import { windowEnd, windowStart } from '../../dates/spans.ts';
import type { EvaluationContext } from '../../evaluation/context.ts';
import type { ValueTest } from '../../evaluation/tests.ts';
import { spanOf } from '../../operands/window.ts';
import { issue } from '../../parsing/issue.ts';

type Side = (distance: number) => boolean;
const earlier: Side = (distance) => distance < 0;
const later: Side = (distance) => distance > 0;
const notEarlier: Side = (distance) => distance >= 0;
const notLater: Side = (distance) => distance <= 0;

/** Tests how far a value lies from a moment. NaN, what is no date, is on no side. */
function compileSide(text: string, side: Side): ValueTest {
  const expression = parseDateExpression(text) ?? issue('rule', `${text} is not a date`);
  if (expression.kind !== 'instant') {
    const dayOf = dayOfExpression(expression);
    return (value, { today, timeZone }) => side(dayValue(value, timeZone) - dayOf(today));
  }
  const bound = instantIn(expression.text);
  return (value, context) => side(instantValue(value, context.timeZone) - bound(context));
}

function instantIn(text: string): (context: EvaluationContext) => number {
  let zone = '';
  let at = NaN;
  return ({ timeZone }) => {
    if (timeZone !== zone) {
      at = parseInstant(text, timeZone) ?? NaN;
      zone = timeZone;
    }
    return at;
  };
}

/** Before the day begins, or before the instant. */
export const compileBefore = (text: string): ValueTest => compileSide(text, earlier);

/** After the day has ended, or after the instant. */
export const compileAfter = (text: string): ValueTest => compileSide(text, later);

/** Both ends included. */
export function compileDatesBetween(from: string, to: string): ValueTest {
  const low = compileSide(from, notEarlier);
  const high = compileSide(to, notLater);
  return (value, context) => low(value, context) && high(value, context);
}

/** Today, or in the days before it that the window covers. */
export function compileWithinLast(window: string): ValueTest {
  const start = windowStart(spanOf(window));
  return (value, { today, timeZone }) => {
    const day = dayValue(value, timeZone);
    return day <= today && day >= start(today);
  };
}

/** Today, or in the days after it that the window covers. */
export function compileWithinNext(window: string): ValueTest {
  const end = windowEnd(spanOf(window));
  return (value, { today, timeZone }) => {
    const day = dayValue(value, timeZone);
    return day >= today && day <= end(today);
  };
}

/**
 * The yearly return of the date falls on today or the days after it that the window covers. The date itself is no
 * anniversary. Where a year lacks the day (29 February, 30 Esfand), the month's last day stands for it.
 */
export function compileAnniversary(window: string, calendar: Calendar = 'gregorian'): ValueTest {
  const end = windowEnd(spanOf(window));
  const { of, day, monthLength: lengthOf } = CALENDARS[calendar];
  return (value, { today, timeZone }) => {
    const first = dayValue(value, timeZone);
    if (Number.isNaN(first)) return false;
    const date = of(first);
    const month = Math.floor(date / 100) % 100;
    const thisYear = Math.floor(of(today) / 10_000);
    for (let year = thisYear; year <= thisYear + 1; year++) {
      const anniversary = day(year, month, Math.min(date % 100, lengthOf(year, month)));
      if (anniversary > first && anniversary >= today && anniversary <= end(today)) return true;
    }
    return false;
  };
}
