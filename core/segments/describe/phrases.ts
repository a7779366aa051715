import type { Predicted } from '../clauses/predicted.ts';
import type { ClauseKey, ClauseOperands } from '../clauses/table.ts';
import type { SaidComparison } from '../operands/said.ts';
import type { Texts } from './texts.ts';

/**
 * What a language says of each clause, as a relative clause ("whose country is ...", "who agreed ..."), positive or
 * negated, so that clauses can be joined in any number. A negated clause also holds where nothing is known, which is why
 * "not more than" is never said as "at most".
 */
type ClausePhrases = {
  readonly [Key in ClauseKey]: (operands: ClauseOperands[Key], not: boolean) => string;
};

/** The clauses about answers and campaigns. */
export type HistoryPhrases = Pick<ClausePhrases, 'feedback' | 'campaign'>;

/** The clauses that compare a customer with all others. */
export type QuantityPhrases = Pick<ClausePhrases, 'rfm' | 'percentile' | 'predicted'>;

/** One language. */
export interface Phrases {
  readonly everyone: string;
  readonly nobody: string;
  sentence(body: string): string;
  join(parts: readonly string[], word: 'and' | 'or'): string;
  readonly clauses: ClausePhrases;
}

/** What a language's phrases are made with. */
export interface Words {
  readonly texts: Texts;
  /** " in the last 90 days", or nothing. */
  readonly within: (window: string | undefined) => string;
  readonly quantity: (comparison: SaidComparison, format: (value: number) => string) => string;
}

/** The number that a unit after the comparison agrees with. */
export function boundOf(comparison: SaidComparison): number {
  if ('between' in comparison) return comparison.between[1];
  if ('eq' in comparison) return comparison.eq;
  if ('gt' in comparison) return comparison.gt;
  if ('gte' in comparison) return comparison.gte;
  return 'lt' in comparison ? comparison.lt : comparison.lte;
}

/** How a prediction is written: a share, a number or money. */
export function predictedFormat(predicted: Predicted, texts: Texts): (value: number) => string {
  if (predicted === 'churn') return (share) => texts.percent(share * 100);
  return predicted === 'clv' ? texts.money : texts.number;
}
