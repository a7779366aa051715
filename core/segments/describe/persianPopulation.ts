import type { RfmLabel } from '../../population/rfmLabels.ts';
import { predictedFormat, type QuantityPhrases, type Words } from './phrases.ts';
import type { Texts } from './texts.ts';

const LABELS: Readonly<Record<RfmLabel, string>> = {
  champions: 'قهرمان',
  loyal: 'وفادار',
  potentialLoyalist: 'وفادار بالقوه',
  new: 'تازه‌وارد',
  promising: 'امیدبخش',
  needsAttention: 'نیازمند توجه',
  aboutToSleep: 'در آستانهٔ خواب',
  atRisk: 'در معرض خطر',
  cannotLose: 'ازدست‌ندادنی',
  hibernating: 'در خواب',
  lost: 'ازدست‌رفته',
};

const SCORE = { recency: 'تازگی', frequency: 'تعداد', monetary: 'مبلغ' } as const;

const METRIC = {
  revenue: 'درآمد حاصل از آن‌ها',
  orders: 'تعداد سفارش‌ها',
  averageOrder: 'میانگین مبلغ سفارش',
  orderDays: 'تعداد روزهای سفارش',
} as const;

const PREDICTED = {
  churn: 'احتمال سفارش ندادن دوبارهٔ آن‌ها',
  nextOrders: 'تعداد سفارش‌های آیندهٔ آن‌ها',
  clv: 'ارزش آیندهٔ آن‌ها',
} as const;

const is = (not: boolean) => (not ? 'نیست' : 'است');

export function persianQuantities({ texts, within, quantity }: Words): QuantityPhrases {
  return {
    rfm(operands, not) {
      if ('labels' in operands) return labelText(operands.labels, texts, not);
      const { score, comparison } = operands;
      return `امتیاز ${SCORE[score]} خرید آن‌ها (RFM) ${quantity(comparison, texts.number)} ${is(not)}`;
    },
    percentile: ({ metric, within: window, side, share }, not) =>
      `از نظر ${METRIC[metric]}${within(window)} جزو ${texts.percent(share)} ${side === 'top' ? 'بالایی' : 'پایینی'} ${not ? 'نیستند' : 'هستند'}`,
    predicted: ({ predicted, comparison }, not) =>
      `طبق پیش‌بینی، ${PREDICTED[predicted]} ${quantity(comparison, predictedFormat(predicted, texts))} ${is(not)}`,
  };
}

function labelText(labels: readonly RfmLabel[], texts: Texts, not: boolean): string {
  const names = labels.map((label) => LABELS[label]);
  const none = not && names.length > 1;
  const list = `${none ? 'هیچ‌یک از ' : ''}${texts.values(names, none ? ' و ' : ' یا ')}`;
  return `گروه RFM آن‌ها ${list} ${is(not)}`;
}
