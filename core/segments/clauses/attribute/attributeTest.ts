import type { Calendar } from '../../dates/calendars.ts';
import type { Bound, Choice } from '../../operands/choice.ts';

/**
 * A test of an attribute. Dates are ISO dates, date-times, or relative to today ("today", "-30d", "+2w"); windows are
 * "7d", "4w", "6m", "1y" and count today. `between` takes two numbers or two dates, both included.
 */
export type AttributeTest =
  | Choice
  | Bound
  | { readonly between: readonly [number, number] | readonly [string, string] }
  | { readonly exists: boolean }
  | { readonly contains: string }
  | { readonly startsWith: string }
  | { readonly endsWith: string }
  | { readonly hasAny: readonly string[] }
  | { readonly hasAll: readonly string[] }
  | { readonly before: string }
  | { readonly after: string }
  | { readonly withinLast: string }
  | { readonly withinNext: string }
  | { readonly anniversaryWithin: string; readonly calendar?: Calendar };

/** A test as sentences say it: what has an opposite (`ne`, `notIn`, `exists: false`) is said as its negation. */
export type SaidTest = Exclude<AttributeTest, { readonly ne: unknown } | { readonly notIn: unknown }>;
