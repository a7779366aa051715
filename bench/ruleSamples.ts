import { FIELD } from '../core/customers/storedCustomer.ts';
import { encodeCustomer } from '../core/customers/codec.ts';
import { newCustomer, type Customer } from '../core/customers/customer.ts';
import { applyClick, applyEvent, applyOpen } from '../core/customers/events.ts';
import { applyOrder, applyRefund } from '../core/customers/orders.ts';
import type { StoredCustomer } from '../core/customers/storedItem.ts';
import { parseRule } from '../core/segments/rule/parseRule.ts';
import type { Rule } from '../core/segments/rule/rule.ts';
import { DAY_MS } from '../core/shared/days.ts';
import { unitHash } from '../core/shared/hash.ts';

export const NOW = Date.UTC(2026, 1, 28, 12);
const ZONE = 'UTC';
const COUNTRIES = ['IR', 'UA', 'DE', 'PL', 'TR', 'GB'];
const PLANS = ['free', 'plus', 'pro'];

/** Customer number n: always the same, about 1 KB as DynamoDB's JSON, with attributes, orders, events and clicks. */
export function sampleItem(n: number): StoredCustomer {
  const id = `customer-${n}`;
  const chance = (salt: string) => unitHash(salt, id);
  const pick = (salt: string, list: readonly string[]) => list[Math.floor(chance(salt) * list.length)] ?? '';
  const ago = (salt: string, days: number) => NOW - Math.floor(chance(salt) * days) * DAY_MS;
  let customer: Customer = {
    ...newCustomer(id, ago('created', 900)),
    email: `${id}@example.com`,
    language: pick('language', ['en', 'fa', 'uk']),
    attributes: {
      country: pick('country', COUNTRIES),
      city: pick('city', ['Tehran', 'Kyiv', 'Berlin', 'Lviv']),
      plan: pick('plan', PLANS),
      age: 18 + Math.floor(chance('age') * 60),
      points: Math.floor(chance('points') * 1000),
      vip: chance('vip') < 0.3,
      tags: ['news', pick('tag', ['books', 'garden', 'music'])],
      birthday: new Date(ago('birthday', 20_000)).toISOString().slice(0, 10),
    },
    consent: { email: { granted: chance('consent') < 0.8, at: ago('consented', 800), source: 'import' } },
    segments: { seg_0000000001: ago('s1', 90), seg_0000000002: ago('s2', 90) },
  };
  for (let order = 0; order < 5; order++) {
    const placedAt = ago(`order${order}`, 400);
    const amount = 500 + Math.floor(chance(`amount${order}`) * 20_000);
    customer = applyOrder(customer, { amount, currency: 'USD', placedAt }, ZONE);
  }
  customer = applyRefund(customer, { amount: 400, currency: 'USD', refundedAt: ago('refund', 100) }, ZONE);
  for (let visit = 0; visit < 3; visit++)
    customer = applyEvent(customer, { name: 'visit', at: ago(`visit${visit}`, 60) }, ZONE);
  return encodeCustomer(applyClick(applyOpen(customer, ago('open', 60), ZONE), ago('click', 60), ZONE));
}

export const SIX_CLAUSES = parseRule({
  all: [
    { attribute: 'country', in: ['IR', 'UA', 'DE', 'PL'] },
    { attribute: 'age', between: [25, 60] },
    { attribute: 'plan', ne: 'free' },
    {
      any: [
        { attribute: 'vip', eq: true },
        { attribute: 'points', gte: 300 },
      ],
    },
    { attribute: 'tags', hasAny: ['books', 'music'] },
  ],
});

/** The same rule as a programmer would write it for the same items. */
export function byHand(item: StoredCustomer): boolean {
  const part = item[FIELD.attributes];
  if (!part || !('M' in part)) return false;
  const { country, age, plan, vip, points, tags } = part.M;
  if (!country || !('S' in country)) return false;
  const code = country.S;
  if (code !== 'IR' && code !== 'UA' && code !== 'DE' && code !== 'PL') return false;
  if (!age || !('N' in age)) return false;
  const years = Number(age.N);
  if (years < 25 || years > 60) return false;
  if (plan && 'S' in plan && plan.S === 'free') return false;
  const isVip = vip !== undefined && 'BOOL' in vip && vip.BOOL;
  if (!isVip && !(points && 'N' in points && Number(points.N) >= 300)) return false;
  if (!tags || !('L' in tags)) return false;
  return tags.L.some((tag) => 'S' in tag && (tag.S === 'books' || tag.S === 'music'));
}

/** Twenty segments as a shop has them: a third each about profiles, money in windows, and behaviour. */
export const TWENTY: readonly { readonly id: string; readonly rule: Rule }[] = [
  { all: [] },
  { consent: 'email' },
  SIX_CLAUSES,
  { attribute: 'country', eq: 'IR' },
  { all: [{ attribute: 'language', eq: 'fa' }, { consent: 'email' }] },
  { attribute: 'birthday', anniversaryWithin: '7d', calendar: 'persian' },
  { attribute: 'birthday', anniversaryWithin: '7d' },
  { attribute: 'city', startsWith: 'kyi' },
  { attribute: 'tags', hasAll: ['news', 'garden'] },
  { metric: 'revenue', within: '90d', gte: 10_000 },
  { metric: 'revenue', gte: 40_000 },
  {
    all: [
      { metric: 'orders', within: '365d', gte: 2 },
      { metric: 'lastOrderDays', gt: 60 },
    ],
  },
  { metric: 'averageOrder', gte: 9000 },
  { metric: 'orders', within: '30d', eq: 0 },
  { metric: 'firstOrderDays', lte: 90 },
  { event: 'visit', within: '30d', count: { gte: 2 } },
  { not: { event: 'visit', within: '14d' } },
  { metric: 'clicks', within: '60d', gte: 1 },
  { all: [{ member: 'seg_9' }, { member: 'seg_1' }] },
  { any: [{ attribute: 'points', gt: 900 }, { member: 'seg_2' }, { not: { attribute: 'plan', in: ['plus', 'pro'] } }] },
].map((rule, index) => ({ id: `seg_${index}`, rule: parseRule(rule) }));
