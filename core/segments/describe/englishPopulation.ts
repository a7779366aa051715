import type { RfmLabel } from '../../population/rfmLabels.ts';
import { predictedFormat, type QuantityPhrases, type Words } from './phrases.ts';
import type { Texts } from './texts.ts';

const LABELS: Readonly<Record<RfmLabel, string>> = {
  champions: 'champions',
  loyal: 'loyal',
  potentialLoyalist: 'potential loyalists',
  new: 'new',
  promising: 'promising',
  needsAttention: 'needing attention',
  aboutToSleep: 'about to sleep',
  atRisk: 'at risk',
  cannotLose: 'cannot lose',
  hibernating: 'hibernating',
  lost: 'lost',
};

const METRIC = {
  revenue: 'revenue',
  orders: 'number of orders',
  averageOrder: 'average order',
  orderDays: 'number of days with an order',
} as const;

const PREDICTED = {
  churn: 'probability of no further order',
  nextOrders: 'number of further orders',
  clv: 'future value',
} as const;

export function englishQuantities({ texts, within, quantity }: Words): QuantityPhrases {
  return {
    rfm(operands, not) {
      if ('labels' in operands) return labelText(operands.labels, texts, not);
      const { score, comparison } = operands;
      return `whose RFM ${score} score is${not ? ' not' : ''} ${quantity(comparison, texts.number)}`;
    },
    percentile: ({ metric, within: window, side, share }, not) =>
      `who are ${not ? 'not ' : ''}in the ${side} ${texts.percent(share)} by ${METRIC[metric]}${within(window)}`,
    predicted: ({ predicted, comparison }, not) =>
      `whose predicted ${PREDICTED[predicted]} is${not ? ' not' : ''} ${quantity(comparison, predictedFormat(predicted, texts))}`,
  };
}

function labelText(labels: readonly RfmLabel[], texts: Texts, not: boolean): string {
  const names = labels.map((label) => LABELS[label]);
  const [first, second, ...more] = names;
  if (!not || first === undefined || second === undefined) {
    return `whose RFM group is${not ? ' not' : ''} ${texts.values(names, ' or ')}`;
  }
  if (more.length > 0) return `whose RFM group is none of ${texts.values(names, ' and ')}`;
  return `whose RFM group is neither ${texts.scalar(first)} nor ${texts.scalar(second)}`;
}
