import fc from 'fast-check';
import { METRICS } from '../../../core/segments/clauses/metric/readMetric.ts';
import { CAMPAIGN_STEPS, type CampaignRule } from '../../../core/segments/clauses/campaign.ts';
import type { FeedbackRule } from '../../../core/segments/clauses/feedback.ts';
import type { PropertyTest } from '../../../core/segments/clauses/event/where.ts';
import type { SendLookup } from '../../../core/segments/evaluation/sendLookup.ts';
import type { AttributeTest } from '../../../core/segments/clauses/attribute/attributeTest.ts';
import type { ClauseRule } from '../../../core/segments/clauses/table.ts';
import type { Rule } from '../../../core/segments/rule/rule.ts';
import type { Comparison } from '../../../core/segments/operands/comparison.ts';
import { attributeName, category, instant, propertyName, TODAY, word } from '../customers/arbitraries.ts';

const DAY = 86_400_000;
const isoOf = (day: number) => new Date(day * DAY).toISOString();

const windowText = fc.oneof(
  fc.integer({ min: 1, max: 5 }).map((count) => `${count}d`),
  fc.integer({ min: 1, max: 400 }).map((count) => `${count}d`),
  fc.integer({ min: 1, max: 57 }).map((count) => `${count}w`),
  fc.integer({ min: 1, max: 13 }).map((count) => `${count}m`),
  fc.constant('1y'),
);
const shortWindow = fc.oneof(
  fc.integer({ min: 1, max: 24 }).map((count) => `${count}d`),
  fc.integer({ min: 1, max: 366 }).map((count) => `${count}d`),
  fc.integer({ min: 1, max: 12 }).map((count) => `${count}m`),
  fc.constantFrom('1w', '52w', '1y'),
);

const absoluteDay = fc.oneof(
  fc.integer({ min: TODAY - 4, max: TODAY + 4 }),
  fc.integer({ min: TODAY - 420, max: TODAY + 40 }),
);
const date = fc.oneof(
  fc.constant('today'),
  absoluteDay.map((day) => isoOf(day).slice(0, 10)),
  instant.map((at) => new Date(at).toISOString()),
  absoluteDay.map((day) => `${isoOf(day).slice(0, 10)}T12:30`),
  fc.tuple(fc.constantFrom('+', '-'), windowText).map(([sign, window]) => sign + window),
);

const small = fc.oneof(fc.integer({ min: -3, max: 12 }), fc.double({ min: -5, max: 5, noNaN: true }));
const pair = (numbers: fc.Arbitrary<number>) =>
  fc.tuple(numbers, numbers).map(([one, other]) => [Math.min(one, other), Math.max(one, other)] as const);

const comparison = (numbers: fc.Arbitrary<number>): fc.Arbitrary<Comparison> =>
  fc.oneof(
    fc.record({ eq: numbers }),
    fc.record({ ne: numbers }),
    fc.record({ gt: numbers }),
    fc.record({ gte: numbers }),
    fc.record({ lt: numbers }),
    fc.record({ lte: numbers }),
    fc.record({ between: pair(numbers) }),
  );

const scalar = fc.oneof(word, small, fc.boolean(), fc.constantFrom('fa', 'en', 'a@example.com'));
const part = word.filter((text) => text !== '');

const test: fc.Arbitrary<AttributeTest> = fc.oneof(
  fc.record({ eq: scalar }),
  fc.record({ ne: scalar }),
  fc.record({ in: fc.array(scalar, { minLength: 1, maxLength: 10 }) }),
  fc.record({ in: fc.array(word, { minLength: 1, maxLength: 10 }) }),
  fc.record({ notIn: fc.array(scalar, { minLength: 1, maxLength: 4 }) }),
  fc.record({ gt: small }),
  fc.record({ gte: small }),
  fc.record({ lt: small }),
  fc.record({ lte: small }),
  fc.record({ between: pair(small) }),
  fc.record({ exists: fc.boolean() }),
  fc.record({ contains: part }),
  fc.record({ startsWith: part }),
  fc.record({ endsWith: part }),
  fc.record({ hasAny: fc.array(word, { minLength: 1, maxLength: 3 }) }),
  fc.record({ hasAll: fc.array(word, { minLength: 1, maxLength: 3 }) }),
  fc.record({ before: date }),
  fc.record({ after: date }),
  fc
    .record({ between: fc.tuple(date, date) })
    .filter(({ between: [from, to] }) => from.length !== 10 || to.length !== 10 || from <= to),
  fc.record({ withinLast: windowText }),
  fc.record({ withinNext: windowText }),
  fc.record(
    { anniversaryWithin: shortWindow, calendar: fc.constantFrom('gregorian', 'persian') },
    { requiredKeys: ['anniversaryWithin'] },
  ),
);

const propertyScalar = fc.oneof(category, small, fc.boolean());
const propertyTest: fc.Arbitrary<PropertyTest> = fc.oneof(
  propertyScalar,
  fc.record({ eq: propertyScalar }),
  fc.record({ ne: propertyScalar }),
  fc.record({ in: fc.array(propertyScalar, { minLength: 1, maxLength: 3 }) }),
  fc.record({ notIn: fc.array(propertyScalar, { minLength: 1, maxLength: 3 }) }),
  fc.record({ gt: small }),
  fc.record({ gte: small }),
  fc.record({ lt: small }),
  fc.record({ lte: small }),
);

const campaignId = fc.constantFrom('cmp_1', 'cmp_2');
const historyClause: fc.Arbitrary<FeedbackRule | CampaignRule> = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('nps', 'csat', 'never'),
      fc.option(windowText, { nil: undefined }),
      comparison(fc.integer({ min: -1, max: 11 })),
    )
    .map(([feedback, within, each]) => ({ feedback, ...(within !== undefined && { within }), ...each })),
  fc.record(
    { campaign: campaignId, did: fc.constantFrom(...CAMPAIGN_STEPS), within: windowText },
    { requiredKeys: ['campaign', 'did'] },
  ),
);

/** What was sent to whoever is asked about. */
export const sends: fc.Arbitrary<SendLookup> = fc
  .array(
    fc.record({ campaignId, at: instant, windowDays: fc.oneof(fc.nat(40), fc.nat(400)), imported: fc.boolean() }),
    { maxLength: 4 },
  )
  .map((list) => () => list);

export const clause: fc.Arbitrary<ClauseRule> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(fc.oneof(attributeName, fc.constantFrom('timeZone', 'email')), test)
      .map(([attribute, each]) => ({ attribute, ...each })),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(
        fc.constantFrom(...METRICS),
        fc.option(windowText, { nil: undefined }),
        fc.oneof(
          comparison(small),
          comparison(fc.integer({ min: -9000, max: 60_000 })),
          comparison(fc.integer({ min: -1, max: 6 })),
          comparison(fc.integer({ min: 0, max: 400 })),
        ),
      )
      .map(([metric, within, each]) => {
        const windowed = within !== undefined && metric !== 'lastOrderDays' && metric !== 'firstOrderDays';
        return { metric, ...(windowed && { within }), ...each };
      }),
  },
  { weight: 2, arbitrary: historyClause },
  {
    weight: 2,
    arbitrary: fc.record(
      {
        event: fc.constantFrom('visit', 'signup', 'never', 'purchase'),
        where: fc.dictionary(propertyName, propertyTest, { minKeys: 1, maxKeys: 2 }).map((each) => ({ ...each })),
        within: windowText,
        count: comparison(fc.integer({ min: 0, max: 4 })),
      },
      { requiredKeys: ['event'] },
    ),
  },
  { weight: 1, arbitrary: fc.constant({ consent: 'email' } as const) },
  { weight: 1, arbitrary: fc.constantFrom({ member: 'seg_low' }, { member: 'seg_high' }) },
);

/** Rules of up to four levels. `seg_low` and `seg_high` are segments to look up. */
export const rule: fc.Arbitrary<Rule> = fc.letrec<{ rule: Rule }>((tie) => ({
  rule: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    { weight: 4, arbitrary: clause },
    { weight: 1, arbitrary: fc.array(tie('rule'), { maxLength: 4 }).map((all) => ({ all })) },
    { weight: 1, arbitrary: fc.array(tie('rule'), { minLength: 1, maxLength: 4 }).map((any) => ({ any })) },
    { weight: 1, arbitrary: tie('rule').map((not) => ({ not })) },
  ),
})).rule;

export const SEGMENTS: readonly { readonly id: string; readonly rule: Rule }[] = [
  { id: 'seg_high', rule: { any: [{ not: { member: 'seg_low' } }, { consent: 'email' }] } },
  {
    id: 'seg_low',
    rule: {
      all: [
        { metric: 'orders', gte: 1 },
        { attribute: 'country', ne: 'IR' },
      ],
    },
  },
];
