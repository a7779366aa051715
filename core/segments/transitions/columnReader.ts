import type { DayBuckets } from '../../customers/dayBuckets.ts';
import type { Values } from '../../customers/storedValues.ts';
import { readColumns, type DayColumns } from './dayColumns.ts';

/** The day buckets of a field, under a name of their own, taken apart. */
export type ColumnReader = (
  name: string,
  bucketsOf: (item: Values) => DayBuckets | undefined,
) => (item: Values) => DayColumns;

/** Reads each field's day buckets once per customer, whichever clauses ask for them. */
export function columnReader(): ColumnReader {
  const known = new Map<string, (item: Values) => DayColumns>();
  return (name, bucketsOf) => {
    const found = known.get(name) ?? readColumns(bucketsOf);
    known.set(name, found);
    return found;
  };
}
