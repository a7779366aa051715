import { rfmLabelOf, type RfmScores } from '../../population/rfmLabels.ts';
import { rfmScoresOf } from '../../population/rfmBorders.ts';
import { dayOf } from '../../shared/days.ts';
import { compileComparison, readMetric } from './compileMetric.ts';
import type { EvaluationContext, Test, Values } from './evaluation.ts';
import { isLabels, type RfmRule, type RfmScoreTests } from '../rule/quantityRules.ts';
import { lastOrderAt, storedOrders } from './storedOrders.ts';

const ordersOf = readMetric('orders');
const revenueOf = readMetric('revenue');

/** The scores by the borders last fitted; undefined without borders or without an order. Silence is counted to their day. */
export function readRfm(item: Values, context: EvaluationContext): RfmScores | undefined {
  const { quantities, currency, timeZone } = context;
  const orders = storedOrders(item, currency);
  if (!orders || !quantities?.rfm) return undefined;
  return rfmScoresOf(quantities.rfm, {
    days: Math.max(0, quantities.today - dayOf(lastOrderAt(orders), timeZone)),
    orders: ordersOf(item, context),
    revenue: revenueOf(item, context),
  });
}

/** Holds for nobody without scores, whatever is asked. */
export function compileRfm({ rfm }: RfmRule): Test {
  const matches = isLabels(rfm) ? byLabel(rfm) : byScores(rfm);
  return (item, _attributes, context) => {
    const scores = readRfm(item, context);
    return scores !== undefined && matches(scores);
  };
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
