import fc from 'fast-check';
import { newCustomer, type AttributeValue, type Customer } from '../../../core/customers/customer.ts';
import { applyClick, applyEvent, applyOpen } from '../../../core/customers/events.ts';
import { answerOf, applyAnswer } from '../../../core/customers/feedback.ts';
import { applyOrder, applyRefund } from '../../../core/customers/orders.ts';
import { applyReaction } from '../../../core/customers/reactions.ts';
import { DAY_MS, dayOf } from '../../../core/shared/days.ts';

/** 28 February 2026. */
export const TODAY = 20_512;
export const ZONES = ['UTC', 'Asia/Tehran', 'America/New_York', 'Pacific/Kiritimati'] as const;

const around = (from: number, to: number) => fc.integer({ min: (TODAY + from) * DAY_MS, max: (TODAY + to) * DAY_MS });

/** An instant within about 500 days before and 2 days after TODAY, mostly near: edges are where rules go wrong. */
export const instant = fc.oneof(around(-6, 2), around(-500, 2));

const isoDay = fc
  .oneof(fc.integer({ min: TODAY - 4, max: TODAY + 4 }), fc.integer({ min: TODAY - 420, max: TODAY + 40 }))
  .map((day) => new Date(day * DAY_MS).toISOString().slice(0, 10));
/** Days whose anniversaries are due around TODAY, leap days of both calendars among them. */
const birthday = fc.constantFrom('1990-02-26', '1990-02-28', '1992-02-29', '2024-02-29', '2025-03-20', '1988-03-01');
const isoTime = instant.map((at) => new Date(at).toISOString());
export const word = fc.constantFrom(
  'IR',
  'UA',
  'ir',
  'تهران',
  'كيف',
  'کیف',
  'Київ',
  'Straße',
  'STRASSE',
  '۱۲',
  '12',
  'می‌خواهم',
  '',
  'b o',
);

const attributeValue: fc.Arbitrary<AttributeValue> = fc.oneof(
  word,
  fc.integer({ min: -3, max: 12 }),
  fc.double({ min: -5, max: 5, noNaN: true }).map((value) => (value === 0 ? 0 : value)),
  fc.boolean(),
  fc.array(word, { maxLength: 4 }),
  isoDay,
  birthday,
  isoTime,
  // Local times between 10 and 19 h: clocks are changed at night.
  isoTime.map((text) => `${text.slice(0, 11)}1${text.slice(12, 16)}`),
);

export const attributeName = fc.constantFrom('country', 'age', 'tags', 'birthday', 'vip', 'language');

export const category = fc.constantFrom('books', 'Books', 'کتاب', 'كتاب', 'a&b="c"');
export const propertyName = fc.constantFrom('category', 'price', 'gift', 'a=b');
const propertyValue = fc.oneof(
  category,
  fc.integer({ min: -2, max: 9 }),
  fc.double({ min: -5, max: 5, noNaN: true }),
  fc.boolean(),
  fc.constantFrom(null, 'x'.repeat(65)),
);
export const properties = fc.dictionary(propertyName, propertyValue, { maxKeys: 3 }).map((each) => ({ ...each }));
export const occurrence = fc.record(
  { name: fc.constantFrom('signup', 'visit', 'purchase'), at: instant, properties },
  { requiredKeys: ['name', 'at'] },
);
const answer = fc.record({
  survey: fc.constantFrom('nps', 'csat'),
  score: fc.integer({ min: 0, max: 10 }),
  at: instant,
});
const reaction = fc.record({
  campaignId: fc.constantFrom('cmp_1', 'cmp_2'),
  kind: fc.constantFrom('opened', 'clicked'),
  at: instant,
});

type Step = (customer: Customer, timeZone: string) => Customer;

const currency = fc.constantFrom('USD', 'EUR');
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(fc.nat(20_000), currency, instant, fc.option(category, { nil: undefined }), fc.array(category)).map(
    ([amount, code, placedAt, named, items]): Step =>
      (customer, timeZone) =>
        applyOrder(
          customer,
          { amount, currency: code, placedAt, category: named, items: items.map((each) => ({ category: each })) },
          timeZone,
        ),
  ),
  fc.tuple(fc.nat(8_000), currency, instant).map(
    ([amount, code, refundedAt]): Step =>
      (customer, timeZone) =>
        applyRefund(customer, { amount, currency: code, refundedAt }, timeZone),
  ),
  occurrence.map(
    (event): Step =>
      (customer, timeZone) =>
        applyEvent(customer, event, timeZone),
  ),
  answer.map(
    ({ survey, score, at }): Step =>
      (customer) =>
        applyAnswer(customer, answerOf({ name: 'feedback', at, properties: { survey, score } })!),
  ),
  reaction.map(
    ({ at, ...rest }): Step =>
      (customer, timeZone) =>
        applyReaction(customer, { ...rest, day: dayOf(at, timeZone) }),
  ),
  fc.tuple(fc.constantFrom(applyOpen, applyClick), instant).map(
    ([apply, at]): Step =>
      (customer, timeZone) =>
        apply(customer, at, timeZone),
  ),
);

/** A customer with a history, whose days are those of `timeZone`. */
export const customerIn = (timeZone: string): fc.Arbitrary<Customer> =>
  fc
    .record({
      id: fc.string({ minLength: 1, maxLength: 12 }),
      version: fc.nat(50),
      createdAt: instant,
      attributes: fc.dictionary(attributeName, attributeValue, { maxKeys: 6 }),
      email: fc.option(fc.constantFrom('a@example.com', 'b@example.org'), { nil: undefined }),
      language: fc.option(fc.constantFrom('en', 'fa', 'uk'), { nil: undefined }),
      timeZone: fc.option(fc.constantFrom(...ZONES), { nil: undefined }),
      consent: fc.option(fc.record({ granted: fc.boolean(), at: instant, source: fc.constant('api') }), {
        nil: undefined,
      }),
      suppression: fc.option(fc.record({ reason: fc.constantFrom('bounced', 'complained', 'manual'), at: instant }), {
        nil: undefined,
      }),
      segments: fc.dictionary(fc.constantFrom('seg_1', 'seg_2', 'seg_3'), instant),
      steps: fc.array(step, { maxLength: 16 }),
    })
    .map(({ steps, email, language, timeZone: own, consent, suppression, ...rest }) => {
      const base: Customer = {
        ...newCustomer(rest.id, rest.createdAt),
        ...rest,
        attributes: { ...rest.attributes },
        segments: { ...rest.segments },
        consent: consent ? { email: consent } : {},
        ...(email !== undefined && { email }),
        ...(language !== undefined && { language }),
        ...(own !== undefined && { timeZone: own }),
        ...(suppression !== undefined && { suppression }),
      };
      return steps.reduce((customer, apply) => apply(customer, timeZone), base);
    });
