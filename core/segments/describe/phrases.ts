import type { Metric } from '../metrics.ts';
import type { AttributeTest, Comparison } from '../rule.ts';

/** Tests as sentences say them: what has an opposite (`ne`, `notIn`, `exists: false`) is said as its negation. */
export type SaidComparison = Exclude<Comparison, { readonly ne: number }>;
export type SaidTest = Exclude<AttributeTest, { readonly ne: unknown } | { readonly notIn: unknown }>;

/** The number that a unit after the comparison agrees with. */
export function boundOf(comparison: SaidComparison): number {
  if ('between' in comparison) return comparison.between[1];
  if ('eq' in comparison) return comparison.eq;
  if ('gt' in comparison) return comparison.gt;
  if ('gte' in comparison) return comparison.gte;
  return 'lt' in comparison ? comparison.lt : comparison.lte;
}

/**
 * One language. Every clause comes as a relative clause ("whose country is ...", "who agreed ..."), positive or negated,
 * so that clauses can be joined in any number. A negated clause also holds where nothing is known, which is why "not more
 * than" is never said as "at most".
 */
export interface Phrases {
  readonly everyone: string;
  readonly nobody: string;
  sentence(body: string): string;
  join(parts: readonly string[], word: 'and' | 'or'): string;
  attribute(name: string, test: SaidTest, not: boolean): string;
  metric(metric: Metric, within: string | undefined, comparison: SaidComparison, not: boolean): string;
  /** Without a comparison: at least once. */
  event(name: string, within: string | undefined, comparison: SaidComparison | undefined, not: boolean): string;
  consent(not: boolean): string;
  member(name: string, not: boolean): string;
}
