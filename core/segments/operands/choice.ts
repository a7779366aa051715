import { listAt, numberAt } from '../parsing/fields.ts';

export type Scalar = string | number | boolean;

/** A number on one side of a bound. */
export type Bound =
  { readonly gt: number } | { readonly gte: number } | { readonly lt: number } | { readonly lte: number };

/** A value that is, or is not, one of those named. */
export type Choice =
  | { readonly eq: Scalar }
  | { readonly ne: Scalar }
  | { readonly in: readonly Scalar[] }
  | { readonly notIn: readonly Scalar[] };

export function boundAt(operator: 'gt' | 'gte' | 'lt' | 'lte', value: unknown, path: string, hint?: string): Bound {
  const bound = numberAt(value, path, hint);
  if (operator === 'gt') return { gt: bound };
  if (operator === 'gte') return { gte: bound };
  return operator === 'lt' ? { lt: bound } : { lte: bound };
}

export function choiceAt(
  operator: 'eq' | 'ne' | 'in' | 'notIn',
  value: unknown,
  path: string,
  valueAt: (value: unknown, path: string) => Scalar,
): Choice {
  if (operator === 'eq') return { eq: valueAt(value, path) };
  if (operator === 'ne') return { ne: valueAt(value, path) };
  const values = listAt(value, path, valueAt);
  return operator === 'in' ? { in: values } : { notIn: values };
}
