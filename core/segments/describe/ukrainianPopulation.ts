import type { RfmLabel } from '../../population/rfmLabels.ts';
import { predictedFormat, type QuantityPhrases, type Words } from './phrases.ts';
import type { Texts } from './texts.ts';

const LABELS: Readonly<Record<RfmLabel, string>> = {
  champions: 'чемпіони',
  loyal: 'лояльні',
  potentialLoyalist: 'потенційно лояльні',
  new: 'нові',
  promising: 'перспективні',
  needsAttention: 'потребують уваги',
  aboutToSleep: 'засинають',
  atRisk: 'під загрозою',
  cannotLose: 'не можна втратити',
  hibernating: 'сплячі',
  lost: 'втрачені',
};

const SCORE = { recency: 'давності', frequency: 'частоти', monetary: 'витрат' } as const;

/** After "за": instrumental. */
const METRIC = {
  revenue: 'доходом',
  orders: 'кількістю замовлень',
  averageOrder: 'середнім чеком',
  orderDays: 'кількістю днів із замовленнями',
} as const;

const PREDICTED = {
  churn: 'ймовірність не замовити знову',
  nextOrders: 'кількість наступних замовлень',
  clv: 'майбутня цінність',
} as const;

const no = (not: boolean) => (not ? 'не ' : '');

export function ukrainianQuantities({ texts, within, quantity }: Words): QuantityPhrases {
  return {
    rfm(operands, not) {
      if ('labels' in operands) return labelText(operands.labels, texts, not);
      const { score, comparison } = operands;
      return `у яких оцінка ${SCORE[score]} (RFM) ${no(not)}становить ${quantity(comparison, texts.number)}`;
    },
    percentile: ({ metric, within: window, side, share }, not) =>
      `які ${no(not)}входять до ${side === 'top' ? 'верхніх' : 'нижніх'} ${texts.percent(share)} за ${METRIC[metric]}${within(window)}`,
    predicted: ({ predicted, comparison }, not) =>
      `у яких прогнозована ${PREDICTED[predicted]} ${no(not)}становить ${quantity(comparison, predictedFormat(predicted, texts))}`,
  };
}

function labelText(labels: readonly RfmLabel[], texts: Texts, not: boolean): string {
  const names = labels.map((label) => LABELS[label]);
  return `чия група RFM — ${no(not)}${texts.values(names, not ? ' і не ' : ' або ')}`;
}
