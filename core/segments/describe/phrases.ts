import type { RfmLabel, RfmScores } from '../../population/rfmLabels.ts';
import type { CampaignStep } from '../rule/historyRules.ts';
import type { Metric } from '../rule/metrics.ts';
import type { PercentileMetric } from '../compile/quantities.ts';
import type { Predicted } from '../rule/quantityRules.ts';
import type { AttributeTest, Comparison } from '../rule/rule.ts';
import type { Texts } from './texts.ts';

/** Tests as sentences say them: what has an opposite (`ne`, `notIn`, `exists: false`) is said as its negation. */
export type SaidComparison = Exclude<Comparison, { readonly ne: number }>;
export type SaidTest = Exclude<AttributeTest, { readonly ne: unknown } | { readonly notIn: unknown }>;

/** A property of an event, its test as `attribute` says one. */
export interface SaidProperty {
  readonly name: string;
  readonly test: Extract<
    SaidTest,
    | { readonly eq: unknown }
    | { readonly in: unknown }
    | { readonly gt: number }
    | { readonly gte: number }
    | { readonly lt: number }
    | { readonly lte: number }
  >;
  readonly not: boolean;
}

export interface SaidEvent {
  readonly name: string;
  readonly where: readonly SaidProperty[];
  readonly within: string | undefined;
}

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
export interface Phrases extends QuantityPhrases, HistoryPhrases {
  readonly everyone: string;
  readonly nobody: string;
  sentence(body: string): string;
  join(parts: readonly string[], word: 'and' | 'or'): string;
  attribute(name: string, test: SaidTest, not: boolean): string;
  metric(metric: Metric, within: string | undefined, comparison: SaidComparison, not: boolean): string;
  /** Without a comparison: at least once. */
  event(event: SaidEvent, comparison: SaidComparison | undefined, not: boolean): string;
  consent(not: boolean): string;
  member(name: string, not: boolean): string;
}

/** The clauses about answers and campaigns. */
export interface HistoryPhrases {
  feedback(survey: string, within: string | undefined, comparison: SaidComparison, not: boolean): string;
  campaign(name: string, did: CampaignStep, within: string | undefined, not: boolean): string;
}

/** The clauses that compare a customer with all others. */
export interface QuantityPhrases {
  rfmLabels(labels: readonly RfmLabel[], not: boolean): string;
  rfmScore(score: keyof RfmScores, comparison: SaidComparison, not: boolean): string;
  percentile(
    metric: PercentileMetric,
    within: string | undefined,
    side: 'top' | 'bottom',
    share: number,
    not: boolean,
  ): string;
  predicted(predicted: Predicted, comparison: SaidComparison, not: boolean): string;
}

/** What those take from their language. */
export interface QuantityWords {
  readonly texts: Texts;
  /** " in the last 90 days", or nothing. */
  readonly within: (window: string | undefined) => string;
  readonly quantity: (comparison: SaidComparison, format: (value: number) => string) => string;
  readonly predictedFormat: (predicted: Predicted) => (value: number) => string;
}

export function quantityWords(texts: Texts, rest: Pick<QuantityWords, 'within' | 'quantity'>): QuantityWords {
  const formats = {
    churn: (share: number) => texts.percent(share * 100),
    nextOrders: texts.number,
    clv: texts.money,
  };
  return { texts, ...rest, predictedFormat: (predicted) => formats[predicted] };
}
