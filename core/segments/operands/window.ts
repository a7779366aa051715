import { KEPT_DAYS } from '../../customers/dayBuckets.ts';
import { parseSpan, type Span } from '../dates/spans.ts';
import { issue } from '../parsing/issue.ts';
import type { Fields } from '../parsing/fields.ts';

/** A window such as "90d", at most `longest` days. */
export function windowAt(value: unknown, path: string, longest: number): string {
  const span = typeof value === 'string' ? parseSpan(value) : undefined;
  if (typeof value !== 'string' || !span) issue(path, 'must be a window such as 7d, 4w, 6m or 1y');
  return span.longest > longest ? issue(path, `must be at most ${longest} days`) : value;
}

/** Day buckets are kept for this long, so longer windows could not be answered exactly. */
export function withinOf(fields: Fields, path: string): { readonly within?: string } {
  return fields.has('within') ? { within: windowAt(fields.get('within'), `${path}.within`, KEPT_DAYS) } : {};
}

/** Only rules that parseRule has read are compiled; anything else is refused as it would have been. */
export function spanOf(text: string): Span {
  return parseSpan(text) ?? issue('rule', `${text} is not a window`);
}
