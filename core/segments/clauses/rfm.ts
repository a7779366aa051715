import { FIELD } from '../../customers/storedCustomer.ts';
import { RFM_LABELS, rfmLabelOf, type RfmLabel, type RfmScores } from '../../population/rfmLabels.ts';
import { rfmScoresOf } from '../../population/rfmBorders.ts';
import { dayOf } from '../../shared/days.ts';
import type { EvaluationContext } from '../evaluation/context.ts';
import { lastOrderAt, storedOrders } from '../../prediction/storedOrders.ts';
import type { Values } from '../../customers/storedValues.ts';
import { comparatorNames, comparisonOf, compileComparison, inRange, type Comparison } from '../operands/comparison.ts';
import { saidComparison, type SaidComparison } from '../operands/said.ts';
import { issue } from '../parsing/issue.ts';
import { fieldsOf, listAt, oneOf, onlyFields, type Fields } from '../parsing/fields.ts';
import type { Clause } from '../clause.ts';
import { readMetric } from './metric/readMetric.ts';
import { missingReason } from './missing.ts';

const SCORES = ['recency', 'frequency', 'monetary'] as const;
type Score = (typeof SCORES)[number];

/** Tests of scores from 1 to 5; all that are given must hold. */
type RfmScoreTests = { readonly [score in Score]?: Comparison };

/** In any of these groups, or by scores. */
export interface RfmRule {
  readonly rfm: readonly RfmLabel[] | RfmScoreTests;
}

type Operands =
  { readonly labels: readonly RfmLabel[] } | { readonly score: Score; readonly comparison: SaidComparison };

export const rfmClause: Clause<'rfm', RfmRule, Operands> = {
  key: 'rfm',
  parse(fields, path) {
    onlyFields(fields, path, ['rfm']);
    const rfm = fields.get('rfm');
    const at = `${path}.rfm`;
    if (!Array.isArray(rfm)) return { rfm: scoreTestsOf(fieldsOf(rfm, at), at) };
    return { rfm: listAt(rfm, at, (label, place) => oneOf(RFM_LABELS, label, place)) };
  },
  /** Holds for nobody without scores, whatever is asked. */
  compile({ rfm }) {
    const matches = isLabels(rfm) ? byLabel(rfm) : byScores(rfm);
    return (item, _attributes, context) => {
      const scores = readRfm(item, context);
      return scores !== undefined && matches(scores);
    };
  },
  explain(_rule, item, context) {
    const missing = missingReason(item, context);
    if (missing) return { value: null, reason: missing };
    const scores = readRfm(item, context);
    return scores ? { value: { ...scores, label: rfmLabelOf(scores) } } : { value: null, reason: 'notFitted' };
  },
  describe({ rfm }) {
    if (isLabels(rfm)) return [{ operands: { labels: rfm }, not: false }];
    return SCORES.flatMap((score) => {
      const test = rfm[score];
      if (!test) return [];
      const { comparison, not } = saidComparison(test);
      return [{ operands: { score, comparison }, not }];
    });
  },
  fields: () => [FIELD.orders],
  externalDependency: () => 'population',
};

function scoreTestsOf(fields: Fields, path: string): RfmScoreTests {
  onlyFields(fields, path, SCORES);
  const tests = SCORES.filter((score) => fields.has(score)).map((score) => {
    const at = `${path}.${score}`;
    const test = fieldsOf(fields.get(score), at);
    onlyFields(test, at, comparatorNames);
    const comparison = comparisonOf(test, at);
    inRange(comparison, at, { least: 1, most: 5, what: 'a score from 1 to 5' });
    return [score, comparison] as const;
  });
  if (tests.length === 0) issue(path, `must have at least one of ${SCORES.join(', ')}, or be a list of groups`);
  return Object.fromEntries(tests);
}

function isLabels(rfm: RfmRule['rfm']): rfm is readonly RfmLabel[] {
  return Array.isArray(rfm);
}

const ordersOf = readMetric('orders');
const revenueOf = readMetric('revenue');

/** The scores by the borders last fitted; undefined without borders or without an order. Silence is counted to their day. */
export function readRfm(item: Values, context: EvaluationContext): RfmScores | undefined {
  const { population, currency, timeZone } = context;
  const orders = storedOrders(item, currency);
  if (!orders || !population?.rfm) return undefined;
  return rfmScoresOf(population.rfm, {
    days: Math.max(0, population.today - dayOf(lastOrderAt(orders), timeZone)),
    orders: ordersOf(item, context),
    revenue: revenueOf(item, context),
  });
}

type Matches = (scores: RfmScores) => boolean;

function byLabel(labels: readonly string[]): Matches {
  const wanted = new Set(labels);
  return (scores) => wanted.has(rfmLabelOf(scores));
}

function byScores({ recency, frequency, monetary }: RfmScoreTests): Matches {
  const anything = () => true;
  const [isRecent, isFrequent, isWorth] = [recency, frequency, monetary].map((test) =>
    test ? compileComparison(test) : anything,
  );
  return (scores) =>
    (isRecent ?? anything)(scores.recency) &&
    (isFrequent ?? anything)(scores.frequency) &&
    (isWorth ?? anything)(scores.monetary);
}
