import { CALENDARS, type Calendar } from '../../dates/calendars.ts';
import { dayOfExpression, parseDateExpression } from '../../dates/dateExpression.ts';
import { dayValue } from '../../dates/dateValue.ts';
import { firstDay, windowReaches } from '../../dates/futureDays.ts';
import { windowEnd, windowStart } from '../../dates/spans.ts';
import type { Value, Values } from '../../../customers/storedValues.ts';
import { spanOf } from '../../operands/window.ts';
import type { NextTransition } from '../../transitions/nextTransition.ts';
import type { AttributeTest } from './attributeTest.ts';

/** Days on which the answer about a date may change, in any order; those up to today are of no interest. */
type Transitions = (date: number, today: number) => readonly number[];

/**
 * For a test of an attribute: the next day after today on which its answer could change, from the customer's own date.
 * Undefined for a test that does not look at the calendar.
 */
export function dateTransition(
  test: AttributeTest,
  valueOf: (item: Values) => Value | undefined,
): NextTransition | undefined {
  const transitions = transitionsOf(test);
  if (!transitions) return undefined;
  return (item, { today, timeZone }) => {
    const date = dayValue(valueOf(item), timeZone);
    if (Number.isNaN(date)) return undefined;
    let next: number | undefined;
    for (const day of transitions(date, today)) if (day > today && (next === undefined || day < next)) next = day;
    return next;
  };
}

function transitionsOf(test: AttributeTest): Transitions | undefined {
  if ('before' in test) return besideTransition(test.before, 'passed');
  if ('after' in test) return besideTransition(test.after, 'reached');
  if ('between' in test) {
    const [from, to] = test.between;
    const transitions = [
      typeof from === 'string' ? besideTransition(from, 'passed') : undefined,
      typeof to === 'string' ? besideTransition(to, 'reached') : undefined,
    ].filter((transition) => transition !== undefined);
    return transitions.length === 0
      ? undefined
      : (date, today) => transitions.flatMap((transition) => transition(date, today));
  }
  if ('withinLast' in test) {
    const start = windowStart(spanOf(test.withinLast));
    return (date, today) => (start(today) > date ? [] : [date, firstDay(start, date + 1, today)]);
  }
  if ('withinNext' in test) {
    const entering = windowReaches(spanOf(test.withinNext));
    return (date, today) => (date < today ? [] : [entering(date, today), date + 1]);
  }
  return 'anniversaryWithin' in test ? anniversaryTransitions(test.anniversaryWithin, test.calendar) : undefined;
}

/** A bound that is counted from today reaches a date once, and passes it on a later day; one of these is the transition. */
function besideTransition(bound: string, when: 'reached' | 'passed'): Transitions | undefined {
  const expression = parseDateExpression(bound);
  if (expression?.kind !== 'today' && expression?.kind !== 'relative') return undefined;
  const dayOf = dayOfExpression(expression);
  const past = when === 'passed' ? 1 : 0;
  return (date, today) => (dayOf(today) >= date + past ? [] : [firstDay(dayOf, date + past, today)]);
}

/** An anniversary comes into the window once, and leaves it on the day after. */
function anniversaryTransitions(window: string, calendar: Calendar = 'gregorian'): Transitions {
  const end = windowEnd(spanOf(window));
  const entering = windowReaches(spanOf(window));
  const { of, day, monthLength } = CALENDARS[calendar];
  return (first, today) => {
    const date = of(first);
    const month = Math.floor(date / 100) % 100;
    const now = Math.floor(of(Math.max(first, today)) / 10_000);
    const seen = end(today);
    const transitions: number[] = [];
    for (let year = now; year <= now + 2; year++) {
      const anniversary = day(year, month, Math.min(date % 100, monthLength(year, month)));
      if (anniversary <= first) continue;
      if (seen < anniversary) transitions.push(entering(anniversary, today));
      transitions.push(anniversary + 1);
      // Windows are shorter than two years: what comes later cannot come before this one.
      if (transitions.length > 2) break;
    }
    return transitions;
  };
}
