import { fold } from '../../../shared/fold.ts';
import type { Calendar } from '../../dates/calendars.ts';
import { parseDateExpression } from '../../dates/dateExpression.ts';
import { boundAt, choiceAt, type Scalar } from '../../operands/choice.ts';
import { windowAt } from '../../operands/window.ts';
import { issue } from '../../parsing/issue.ts';
import { listAt, numberAt, numbersAt, pairAt, textAt, type Fields } from '../../parsing/fields.ts';
import type { AttributeTest } from './attributeTest.ts';

export const OPERATORS = [
  'eq',
  'ne',
  'in',
  'notIn',
  'gt',
  'gte',
  'lt',
  'lte',
  'between',
  'exists',
  'contains',
  'startsWith',
  'endsWith',
  'hasAny',
  'hasAll',
  'before',
  'after',
  'withinLast',
  'withinNext',
  'anniversaryWithin',
] as const;

/** A hundred years: more is a slip of the keyboard. */
const LONGEST_WINDOW = 36_600;
const LONGEST_ANNIVERSARY = 366;

const DATES = '; dates are compared with before, after and between';

export function parseTest(operator: (typeof OPERATORS)[number], fields: Fields, path: string): AttributeTest {
  const value = fields.get(operator);
  const at = `${path}.${operator}`;
  switch (operator) {
    case 'eq':
    case 'ne':
    case 'in':
    case 'notIn':
      return choiceAt(operator, value, at, scalarAt);
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte':
      return boundAt(operator, value, at, DATES);
    case 'between':
      return { between: betweenAt(value, at) };
    case 'exists':
      return typeof value === 'boolean' ? { exists: value } : issue(at, 'must be true or false');
    case 'contains':
      return { contains: partAt(value, at) };
    case 'startsWith':
      return { startsWith: partAt(value, at) };
    case 'endsWith':
      return { endsWith: partAt(value, at) };
    case 'hasAny':
      return { hasAny: listAt(value, at, textAt) };
    case 'hasAll':
      return { hasAll: listAt(value, at, textAt) };
    case 'before':
      return { before: dateAt(value, at) };
    case 'after':
      return { after: dateAt(value, at) };
    case 'withinLast':
      return { withinLast: windowAt(value, at, LONGEST_WINDOW) };
    case 'withinNext':
      return { withinNext: windowAt(value, at, LONGEST_WINDOW) };
    case 'anniversaryWithin': {
      const anniversaryWithin = windowAt(value, at, LONGEST_ANNIVERSARY);
      const calendar = fields.get('calendar');
      return calendar === undefined
        ? { anniversaryWithin }
        : { anniversaryWithin, calendar: calendarAt(calendar, `${path}.calendar`) };
    }
  }
}

function scalarAt(value: unknown, path: string): Scalar {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return numberAt(value, path);
  return typeof value === 'string' ? textAt(value, path) : issue(path, 'must be a text, a number, true or false');
}

/** Empty after folding, it would be contained in everything. */
function partAt(value: unknown, path: string): string {
  const text = textAt(value, path);
  return fold(text) === '' ? issue(path, 'must not be empty') : text;
}

function dateAt(value: unknown, path: string): string {
  if (typeof value === 'string' && parseDateExpression(value)) return value;
  return issue(path, 'must be a date (2026-03-21), a date-time, today, or counted from today (-30d, +2w)');
}

function betweenAt(value: unknown, path: string): readonly [number, number] | readonly [string, string] {
  const [low, high] = pairAt(value, path);
  if (typeof low === 'number' || typeof high === 'number') return numbersAt(value, path);
  const pair = [dateAt(low, `${path}[0]`), dateAt(high, `${path}[1]`)] as const;
  const [from, to] = pair.map(parseDateExpression);
  const reversed = from?.kind === 'day' && to?.kind === 'day' && from.day > to.day;
  return reversed ? issue(path, 'must have the earlier first') : pair;
}

function calendarAt(value: unknown, path: string): Calendar {
  return value === 'gregorian' || value === 'persian' ? value : issue(path, 'must be gregorian or persian');
}
