import type { Comparison } from './comparison.ts';

/** A comparison as sentences say it: `ne` is said as the negation of `eq`. */
export type SaidComparison = Exclude<Comparison, { readonly ne: number }>;

/** What a sentence is told about a clause, and whether the clause is its negation. */
export interface Said<Operands> {
  readonly operands: Operands;
  readonly not: boolean;
}

/** The comparison to say, and whether it has to be negated. */
export function saidComparison(comparison: Comparison): { readonly comparison: SaidComparison; readonly not: boolean } {
  return 'ne' in comparison ? { comparison: { eq: comparison.ne }, not: true } : { comparison, not: false };
}
