import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeRule } from '../../../../core/segments/describe/describe.ts';
import { parseRule } from '../../../../core/segments/rule/parseRule.ts';
import { rule } from '../ruleArbitraries.ts';

const names = { segment: () => 'VIP', campaign: () => 'Nowruz', currency: 'USD' };
/** Isolates are invisible and would make the expectations unreadable. */
const say = (input: unknown, language: 'en' | 'fa' | 'uk') =>
  describeRule(parseRule(input), language, names).replace(/[\u2068\u2069]/g, '');

const season = {
  all: [
    { attribute: 'country', in: ['IR', 'UA'] },
    { consent: 'email' },
    { metric: 'revenue', within: '90d', gte: 50_000 },
  ],
};
const notBoth = {
  not: {
    all: [
      { attribute: 'city', ne: 'Київ' },
      { metric: 'lastOrderDays', gte: 30 },
    ],
  },
};

const bought = {
  event: 'purchase',
  where: { category: 'books', price: { gte: 1000 }, gift: { ne: true } },
  within: '90d',
  count: { gte: 2 },
};
const unhappy = { feedback: 'nps', within: '30d', lte: 6 };
const cold = {
  all: [
    { campaign: 'cmp_1', did: 'received', within: '30d' },
    {
      not: {
        any: [
          { campaign: 'cmp_1', did: 'clicked' },
          { campaign: 'cmp_1', did: 'converted' },
        ],
      },
    },
    { campaign: 'cmp_2', did: 'opened' },
  ],
};

describe('a rule in words', () => {
  it.each([
    [
      'en',
      bought,
      'Customers for whom the event “purchase” with category “books”, price at least 1,000 and gift other than yes happened at least 2 times in the last 90 days.',
    ],
    [
      'fa',
      bought,
      'مشتریانی که رویداد «purchase» با category برابر با «books»، price دست‌کم ۱٬۰۰۰ و gift غیر از «بله» در ۹۰ روز گذشته دست‌کم ۲ بار برای آن‌ها رخ داده است.',
    ],
    [
      'uk',
      bought,
      'Клієнти, у яких подія «purchase», у якої category дорівнює «books», price становить щонайменше 1\u00a0000 і gift не дорівнює «так», сталася щонайменше 2 рази за останні 90 днів.',
    ],
    ['en', unhappy, 'Customers whose answer to the survey “nps” in the last 30 days is at most 6.'],
    ['fa', unhappy, 'مشتریانی که پاسخ آن‌ها به نظرسنجی «nps» در ۳۰ روز گذشته حداکثر ۶ است.'],
    ['uk', unhappy, 'Клієнти, у яких відповідь на опитування «nps» за останні 30 днів становить щонайбільше 6.'],
    [
      'en',
      cold,
      'Customers who received the campaign “Nowruz” in the last 30 days, who did not click a link of the campaign “Nowruz”, who did not order after the campaign “Nowruz” and who opened the campaign “Nowruz”.',
    ],
    [
      'fa',
      cold,
      'مشتریانی که پیام کمپین «Nowruz» را در ۳۰ روز گذشته دریافت کرده‌اند، روی پیوندی از کمپین «Nowruz» کلیک نکرده‌اند، پس از کمپین «Nowruz» سفارش نداده‌اند و پیام کمپین «Nowruz» را باز کرده‌اند.',
    ],
    [
      'uk',
      cold,
      'Клієнти, які отримали лист кампанії «Nowruz» за останні 30 днів, які не перейшли за посиланням кампанії «Nowruz», які не зробили замовлення після кампанії «Nowruz» і які відкрили лист кампанії «Nowruz».',
    ],
    [
      'en',
      season,
      'Customers whose country is “IR” or “UA”, who agreed to receive e-mail and whose revenue in the last 90 days is at least 500.00 USD.',
    ],
    [
      'fa',
      season,
      'مشتریانی که country آن‌ها «IR» یا «UA» است، با دریافت ایمیل موافقت کرده‌اند و درآمد حاصل از آن‌ها در ۹۰ روز گذشته دست‌کم ۵۰۰٫۰۰ USD است.',
    ],
    [
      'uk',
      season,
      'Клієнти, у яких country дорівнює «IR» або «UA», які погодилися отримувати листи і у яких дохід за останні 90 днів становить щонайменше 500,00 USD.',
    ],
    ['en', notBoth, 'Customers whose city is “Київ” or whose last order was not at least 30 days ago.'],
    ['fa', notBoth, 'مشتریانی که city آن‌ها «Київ» است یا از آخرین سفارش آن‌ها دست‌کم ۳۰ روز نگذشته است.'],
    [
      'uk',
      notBoth,
      'Клієнти, у яких city дорівнює «Київ» або у яких від останнього замовлення не минуло щонайменше 30 днів.',
    ],
    ['en', { attribute: 'joined', before: '2026-03-21' }, 'Customers whose joined is earlier than 21 March 2026.'],
    ['fa', { attribute: 'joined', before: '2026-03-21' }, 'مشتریانی که joined آن‌ها زودتر از ۱ فروردین ۱۴۰۵ است.'],
    [
      'uk',
      { attribute: 'joined', before: '2026-03-21' },
      'Клієнти, у яких дата joined раніша ніж 21 березня 2026 року.',
    ],
    [
      'fa',
      { attribute: 'birthday', anniversaryWithin: '7d', calendar: 'persian' },
      'مشتریانی که سالگرد birthday آن‌ها به تقویم هجری شمسی در ۷ روز آینده است.',
    ],
    [
      'uk',
      { event: 'visit', within: '1m', count: { gte: 2 } },
      'Клієнти, у яких подія «visit» сталася щонайменше 2 рази за останній місяць.',
    ],
    ['uk', { event: 'visit', count: { lt: 21 } }, 'Клієнти, у яких подія «visit» сталася менше ніж 21 раз.'],
    [
      'en',
      { any: [{ member: 's' }, { all: [{ event: 'visit' }, { not: { consent: 'email' } }] }] },
      'Customers who are in the segment “VIP” or (who had the event “visit” and who did not agree to receive e-mail).',
    ],
    ['en', { all: [] }, 'All customers.'],
    ['uk', { not: { all: [] } }, 'Жоден клієнт.'],
    ['en', { all: [{ all: [] }, { consent: 'email' }] }, 'Customers who agreed to receive e-mail.'],
  ] as const)('in %s: %j', (language, input, sentence) => {
    expect(say(input, language)).toBe(sentence);
  });

  it('isolates what runs the other way, so that quotes and digits stay in place', () => {
    expect(describeRule(parseRule({ attribute: 'city', eq: 'تهران' }), 'en', names)).toContain('“\u2068تهران\u2069”');
    expect(describeRule(parseRule({ attribute: 'city', eq: 'تهران' }), 'fa', names)).toContain('«تهران»');
    expect(describeRule(parseRule({ attribute: 'city', eq: 'Kyiv' }), 'fa', names)).toContain('«\u2068Kyiv\u2069»');
  });

  it('says amounts in minor units where the currency is not known', () => {
    const sentence = describeRule(parseRule({ metric: 'revenue', gte: 1500 }), 'en', { segment: String });
    expect(sentence).toBe('Customers whose revenue is at least 1,500 (minor units).');
  });

  it('is one whole sentence for every rule in every language, with the digits of the language', () => {
    fc.assert(
      fc.property(rule, fc.constantFrom('en', 'fa', 'uk'), (each, language) => {
        const sentence = describeRule(each, language, names);
        expect(sentence).toMatch(/^\p{L}.*\.$/u);
        expect(sentence).not.toMatch(/undefined|NaN|\[object|\s\s/);
        const spoken = sentence.replace(/«[^»]*»/g, '').replace(/[\u2068][^\u2069]*[\u2069]/g, '');
        if (language === 'fa') expect(spoken).not.toMatch(/[0-9]/);
      }),
      { numRuns: 1000 },
    );
  });
});
