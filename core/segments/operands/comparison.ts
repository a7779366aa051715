import { issue } from '../parsing/issue.ts';
import { numberAt, numbersAt, onlyOperator, type Fields } from '../parsing/fields.ts';
import { boundAt, type Bound } from './choice.ts';

/** A test of a number. `between` includes both ends. */
export type Comparison =
  { readonly eq: number } | { readonly ne: number } | Bound | { readonly between: readonly [number, number] };

const COMPARATORS = ['eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'between'] as const;

export const comparatorNames: readonly string[] = COMPARATORS;

export function comparisonOf(fields: Fields, path: string): Comparison {
  const operator = onlyOperator(fields, path, COMPARATORS);
  const value = fields.get(operator);
  const at = `${path}.${operator}`;
  switch (operator) {
    case 'eq':
      return { eq: numberAt(value, at) };
    case 'ne':
      return { ne: numberAt(value, at) };
    case 'between':
      return { between: numbersAt(value, at) };
    default:
      return boundAt(operator, value, at);
  }
}

/** Refuses a comparison with anything outside of a range, both ends included. */
export function inRange(
  comparison: Comparison,
  path: string,
  { least, most, what }: { readonly least: number; readonly most: number; readonly what: string },
): void {
  for (const [operator, bound] of Object.entries(comparison)) {
    const bounds: readonly unknown[] = Array.isArray(bound) ? bound : [bound];
    const isIn = bounds.every((each) => typeof each === 'number' && each >= least && each <= most);
    if (!isIn) issue(`${path}.${operator}`, `must be ${what}`);
  }
}

export function compileComparison(comparison: Comparison): (value: number) => boolean {
  if ('eq' in comparison)
    return (
      (bound) => (value: number) =>
        value === bound
    )(comparison.eq);
  if ('ne' in comparison)
    return (
      (bound) => (value: number) =>
        value !== bound
    )(comparison.ne);
  if ('gt' in comparison)
    return (
      (bound) => (value: number) =>
        value > bound
    )(comparison.gt);
  if ('gte' in comparison)
    return (
      (bound) => (value: number) =>
        value >= bound
    )(comparison.gte);
  if ('lt' in comparison)
    return (
      (bound) => (value: number) =>
        value < bound
    )(comparison.lt);
  if ('lte' in comparison)
    return (
      (bound) => (value: number) =>
        value <= bound
    )(comparison.lte);
  const [low, high] = comparison.between;
  return (value) => value >= low && value <= high;
}

/** The numbers at which the answer of a comparison can change. */
export function boundsOf(comparison: Comparison): readonly number[] {
  if ('between' in comparison) return comparison.between;
  if ('eq' in comparison) return [comparison.eq];
  if ('ne' in comparison) return [comparison.ne];
  if ('gt' in comparison) return [comparison.gt];
  if ('gte' in comparison) return [comparison.gte];
  return 'lt' in comparison ? [comparison.lt] : [comparison.lte];
}
