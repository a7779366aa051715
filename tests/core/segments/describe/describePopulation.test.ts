import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeRule } from '../../../../core/segments/describe/describe.ts';
import { parseRule } from '../../../../core/segments/rule/parseRule.ts';
import { quantityClause } from '../quantityArbitraries.ts';

const names = { segment: () => 'VIP', currency: 'USD' };
const say = (input: unknown, language: 'en' | 'fa' | 'uk') =>
  describeRule(parseRule(input), language, names).replace(/[\u2068\u2069\u200e]/g, '');

const groups = { rfm: ['champions', 'loyal'] };
const scores = { rfm: { recency: { gte: 4 }, frequency: { ne: 1 } } };
const top = { percentile: 'revenue', within: '90d', top: 10 };
const bottom = { not: { percentile: 'averageOrder', bottom: 2.5 } };
const churn = { predicted: 'churn', gte: 0.7 };
const value = { predicted: 'clv', between: [10_000, 50_000] };

describe('a clause about global population in words', () => {
  it.each([
    ['en', groups, 'Customers whose RFM group is “champions” or “loyal”.'],
    ['fa', groups, 'مشتریانی که گروه RFM آن‌ها «قهرمان» یا «وفادار» است.'],
    ['uk', groups, 'Клієнти, чия група RFM — «чемпіони» або «лояльні».'],
    ['en', { not: groups }, 'Customers whose RFM group is neither “champions” nor “loyal”.'],
    ['fa', { not: groups }, 'مشتریانی که گروه RFM آن‌ها هیچ‌یک از «قهرمان» و «وفادار» نیست.'],
    ['uk', { not: groups }, 'Клієнти, чия група RFM — не «чемпіони» і не «лояльні».'],
    ['en', scores, 'Customers whose RFM recency score is at least 4 and whose RFM frequency score is not 1.'],
    ['fa', scores, 'مشتریانی که امتیاز تازگی خرید آن‌ها (RFM) دست‌کم ۴ است و امتیاز تعداد خرید آن‌ها (RFM) ۱ نیست.'],
    [
      'uk',
      scores,
      'Клієнти, у яких оцінка давності (RFM) становить щонайменше 4 і у яких оцінка частоти (RFM) не становить 1.',
    ],
    ['en', { not: scores }, 'Customers whose RFM recency score is not at least 4 or whose RFM frequency score is 1.'],
    ['en', top, 'Customers who are in the top 10% by revenue in the last 90 days.'],
    ['fa', top, 'مشتریانی که از نظر درآمد حاصل از آن‌ها در ۹۰ روز گذشته جزو ۱۰٪ بالایی هستند.'],
    ['uk', top, 'Клієнти, які входять до верхніх 10% за доходом за останні 90 днів.'],
    ['en', bottom, 'Customers who are not in the bottom 2.5% by average order.'],
    ['fa', bottom, 'مشتریانی که از نظر میانگین مبلغ سفارش جزو ۲٫۵٪ پایینی نیستند.'],
    ['uk', bottom, 'Клієнти, які не входять до нижніх 2,5% за середнім чеком.'],
    ['en', churn, 'Customers whose predicted probability of no further order is at least 70%.'],
    ['fa', churn, 'مشتریانی که طبق پیش‌بینی، احتمال سفارش ندادن دوبارهٔ آن‌ها دست‌کم ۷۰٪ است.'],
    ['uk', churn, 'Клієнти, у яких прогнозована ймовірність не замовити знову становить щонайменше 70%.'],
    ['en', value, 'Customers whose predicted future value is between 100.00 USD and 500.00 USD.'],
    ['fa', value, 'مشتریانی که طبق پیش‌بینی، ارزش آیندهٔ آن‌ها بین ۱۰۰٫۰۰ USD تا ۵۰۰٫۰۰ USD است.'],
    ['uk', value, 'Клієнти, у яких прогнозована майбутня цінність становить від 100,00 USD до 500,00 USD.'],
  ] as const)('%s: %j', (language, input, sentence) => {
    expect(say(input, language)).toBe(sentence);
  });

  it('says something else where it is negated', () => {
    fc.assert(
      fc.property(quantityClause, fc.constantFrom('en', 'fa', 'uk'), (each, language) => {
        expect(say({ not: each }, language)).not.toBe(say(each, language));
      }),
    );
  });
});
