import type { DayBuckets } from '../../customers/dayBuckets.ts';
import type { EvaluationContext } from '../evaluation/context.ts';
import type { Values } from '../../customers/storedValues.ts';

/** Day buckets taken apart, ascending: row n is day[n] with its count, amount and refunds. Rows from `length` on are old. */
export interface DayColumns {
  length: number;
  readonly day: number[];
  readonly count: number[];
  readonly amount: number[];
  readonly refunds: number[];
}

export const NO_DAYS: DayColumns = { length: 0, day: [], count: [], amount: [], refunds: [] };

/** Columns of days and how often something happened on each. */
export function columnsOfDays(counts: ReadonlyMap<number, number>): DayColumns {
  const day = [...counts.keys()].sort((a, b) => a - b);
  const zeros = day.map(() => 0);
  return { length: day.length, day, count: day.map((each) => counts.get(each) ?? 0), amount: zeros, refunds: zeros };
}

/** Columns of the days that `daysOf` names, each as often as it is named. */
export function columnsFrom(
  daysOf: (item: Values, context: EvaluationContext) => readonly number[],
): (item: Values, context: EvaluationContext) => DayColumns {
  return (item, context) => {
    const days = new Map<number, number>();
    for (const day of daysOf(item, context)) days.set(day, (days.get(day) ?? 0) + 1);
    return columnsOfDays(days);
  };
}

const SEPARATOR = 59; // ;
const COMMA = 44;
const MINUS = 45;

/**
 * Takes the day buckets of one field apart, once per customer: several windows are looked at one after the other. The
 * columns are reused for the next customer.
 */
export function readColumns(bucketsOf: (item: Values) => DayBuckets | undefined): (item: Values) => DayColumns {
  const columns: DayColumns = { length: 0, day: [], count: [], amount: [], refunds: [] };
  let last: Values | undefined;
  return (item) => {
    if (item !== last) {
      fill(columns, bucketsOf(item) ?? '');
      last = item;
    }
    return columns;
  };
}

function fill(columns: DayColumns, buckets: DayBuckets): void {
  const { day, count, amount, refunds } = columns;
  const order = [day, count, amount, refunds];
  columns.length = 0;
  if (buckets === '') return;
  let row = 0;
  let column = 0;
  let value = 0;
  let sign = 1;
  day[0] = count[0] = amount[0] = refunds[0] = 0;
  for (let index = 0; index <= buckets.length; index++) {
    const code = index === buckets.length ? SEPARATOR : buckets.charCodeAt(index);
    if (code === MINUS) sign = -1;
    else if (code !== COMMA && code !== SEPARATOR) value = value * 10 + (code - 48);
    else {
      const into = order[column];
      if (into) into[row] = sign * value;
      column++;
      value = 0;
      sign = 1;
      if (code === COMMA) continue;
      row++;
      column = 0;
      day[row] = count[row] = amount[row] = refunds[row] = 0;
    }
  }
  columns.length = row;
}
