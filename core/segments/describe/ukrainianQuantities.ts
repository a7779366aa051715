import type { RfmLabel } from '../../population/rfmLabels.ts';
import type { QuantityPhrases, QuantityWords } from './phrases.ts';

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

export function ukrainianQuantities({ texts, within, quantity, predictedFormat }: QuantityWords): QuantityPhrases {
  const no = (not: boolean) => (not ? 'не ' : '');
  return {
    rfmLabels(labels, not) {
      const names = labels.map((label) => LABELS[label]);
      return `чия група RFM — ${no(not)}${texts.values(names, not ? ' і не ' : ' або ')}`;
    },
    rfmScore: (score, comparison, not) =>
      `у яких оцінка ${SCORE[score]} (RFM) ${no(not)}становить ${quantity(comparison, texts.number)}`,
    percentile: (metric, window, side, share, not) =>
      `які ${no(not)}входять до ${side === 'top' ? 'верхніх' : 'нижніх'} ${texts.percent(share)} за ${METRIC[metric]}${within(window)}`,
    predicted: (predicted, comparison, not) =>
      `у яких прогнозована ${PREDICTED[predicted]} ${no(not)}становить ${quantity(comparison, predictedFormat(predicted))}`,
  };
}
