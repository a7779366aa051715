import { parseDay, parseInstant } from '../../shared/days.ts';
import { oncePerDay, parseSpan, shiftDay, type Span } from './spans.ts';

/** An operand that names a moment: a calendar day (given, or counted from today) or an instant. */
export type DateExpression =
  | { readonly kind: 'day'; readonly day: number }
  | { readonly kind: 'today' }
  | { readonly kind: 'relative'; readonly span: Span; readonly direction: 1 | -1 }
  | { readonly kind: 'instant'; readonly text: string };

/** "2026-03-21", "2026-03-21T10:00:00Z" (without an offset: in the workspace's zone), "today", "-30d", "+2w". */
export function parseDateExpression(text: string): DateExpression | undefined {
  if (text === 'today') return { kind: 'today' };
  if (text.startsWith('+') || text.startsWith('-')) {
    const span = parseSpan(text.slice(1));
    return span && { kind: 'relative', span, direction: text.startsWith('-') ? -1 : 1 };
  }
  const day = parseDay(text);
  if (day !== undefined) return { kind: 'day', day };
  return parseInstant(text, 'UTC') === undefined ? undefined : { kind: 'instant', text };
}

/** The day of an expression that names one. */
export function dayOfExpression(expression: Exclude<DateExpression, { kind: 'instant' }>): (today: number) => number {
  if (expression.kind === 'relative') {
    const { span, direction } = expression;
    return oncePerDay((today) => shiftDay(today, span, direction));
  }
  const day = expression.kind === 'day' ? expression.day : undefined;
  return day === undefined ? (today) => today : () => day;
}
