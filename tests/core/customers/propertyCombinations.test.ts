import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeCustomer, encodeCustomer } from '../../../core/customers/codec.ts';
import { newCustomer, type Customer, type CombinationHistory } from '../../../core/customers/customer.ts';
import { applyEvent, MAX_NAMES_WITH_COMBINATIONS, type Occurrence } from '../../../core/customers/events.ts';
import {
  addCombinations,
  combinationOf,
  MAX_COMBINATIONS,
  MAX_COMBINATIONS_TEXT,
  propertiesOf,
} from '../../../core/customers/propertyCombinations.ts';
import { parseDays } from '../../../core/customers/dayBuckets.ts';
import { applyOrder } from '../../../core/customers/orders.ts';
import { fold } from '../../../core/shared/fold.ts';
import { DAY_MS } from '../../../core/shared/days.ts';
import { properties, TODAY } from './arbitraries.ts';

const customer = newCustomer('c1', 1);
const all = (list: readonly Occurrence[]) => list.reduce((next, event) => applyEvent(next, event, 'UTC'), customer);
const pairsOf = ({ combinations = {} }: CombinationHistory) => Object.values(combinations).flatMap(parseDays).length;

describe('the property combination of an occurrence', () => {
  it('is one text for all that say the same, whatever the spelling', () => {
    expect(combinationOf({ price: 12.5, category: 'Books', gift: true })).toBe('category=sbooks&gift=b1&price=n12.5');
    expect(combinationOf({ category: 'BOOKS', gift: true, price: 12.5, note: null })).toBe(
      combinationOf({ price: 12.5, category: 'books', gift: true }),
    );
    expect(combinationOf({ category: 'كتاب' })).toBe(combinationOf({ category: 'کتاب' }));
    expect(combinationOf({ category: '1' })).not.toBe(combinationOf({ category: 1 }));
  });

  it('keeps nothing of long texts, lists and nothing at all', () => {
    expect(combinationOf({})).toBeUndefined();
    expect(combinationOf({ note: null, url: 'x'.repeat(65), list: ['a'], big: Infinity })).toBeUndefined();
    const many = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`p${index + 10}`, index]));
    expect([...propertiesOf(combinationOf(many)!).keys()]).toEqual(Object.keys(many).slice(0, 8));
  });

  it('is read back as it was, and fits a key of any store', () => {
    const hostile = fc.dictionary(fc.string({ minLength: 1, maxLength: 9 }), fc.oneof(fc.string(), fc.double()));
    fc.assert(
      fc.property(fc.oneof(properties, hostile), (each) => {
        const combination = combinationOf(each);
        if (combination === undefined) return;
        expect(combination).not.toMatch(/["\\\p{Cc}]/u);
        const read = propertiesOf(combination);
        for (const [name, value] of read) {
          const given = each[name];
          expect(value).toEqual(typeof given === 'string' ? fold(given) : given === 0 ? 0 : given);
        }
        expect(combinationOf(Object.fromEntries(read))).toBe(combination);
      }),
    );
  });
});

describe('property combinations of occurrences', () => {
  const occurrences = fc.array(
    fc.record({
      name: fc.constantFrom(...Array.from({ length: 24 }, (_, index) => `event ${index + 10}`)),
      at: fc.integer({ min: TODAY - 3, max: TODAY + 3 }).map((day) => day * DAY_MS),
      properties: fc.record({ n: fc.nat(40), long: fc.constantFrom('', 'x'.repeat(60)) }),
    }),
    { maxLength: 90 },
  );
  const one = fc.array(
    fc.record({
      name: fc.constant('visit'),
      at: fc.integer({ min: TODAY - 30, max: TODAY }).map((day) => day * DAY_MS),
      properties: fc.record({ n: fc.nat(20), long: fc.constantFrom('', 'x'.repeat(60)) }),
    }),
    { minLength: 150, maxLength: 330 },
  );

  it('are the same in whatever order they arrive, also where some are dropped', () => {
    let dropped = 0;
    fc.assert(
      fc.property(fc.oneof(occurrences, one), fc.array(fc.nat(), { minLength: 40, maxLength: 40 }), (list, order) => {
        const shuffled = list
          .map((event, index) => ({ event, at: order[index % 40] ?? 0 }))
          .sort((a, b) => a.at - b.at);
        const next = all(list);
        if (Object.values(next.events).some(({ combinationsFrom }) => combinationsFrom !== undefined)) dropped++;
        expect(encodeCustomer(all(shuffled.map(({ event }) => event)))).toEqual(encodeCustomer(next));
        expect(decodeCustomer(encodeCustomer(next))).toEqual(next);
        const keeping = Object.values(next.events).filter(({ combinations }) => combinations !== undefined);
        expect(keeping.length).toBeLessThanOrEqual(MAX_NAMES_WITH_COMBINATIONS);
        for (const event of keeping) expect(pairsOf(event)).toBeLessThanOrEqual(MAX_COMBINATIONS);
      }),
      { numRuns: 150, endOnFailure: true },
    );
    expect(dropped).toBeGreaterThan(20);
  });

  it('add up to the occurrences of every day they are complete for', () => {
    fc.assert(
      fc.property(one, (list) => {
        const event = all(list).events['visit']!;
        const combinations = Object.values(event.combinations ?? {}).flatMap(parseDays);
        for (const { day, count } of parseDays(event.days).filter(
          (each) => each.day >= (event.combinationsFrom ?? 0),
        )) {
          const sum = combinations.filter((each) => each.day === day).reduce((total, each) => total + each.count, 0);
          expect(sum).toBe(count);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('end at a number of pairs and at a length, and say from when they are complete', () => {
    let short: CombinationHistory = {};
    for (let day = 0; day < 300; day++) short = addCombinations(short, day, ['a=n1']);
    expect([pairsOf(short), short.combinationsFrom]).toEqual([MAX_COMBINATIONS, 100]);
    let long: CombinationHistory = {};
    for (let day = 0; day < 100; day++) long = addCombinations(long, day, [`a=s${'x'.repeat(157)}`]);
    expect([pairsOf(long), long.combinationsFrom]).toEqual([MAX_COMBINATIONS_TEXT / 160, 50]);
  });

  it('cost nothing where nothing is said', () => {
    const plain = applyOrder(customer, { amount: 1, currency: 'USD', placedAt: 1 }, 'UTC');
    expect(plain.orders['USD']).not.toHaveProperty('combinations');
    expect(encodeCustomer(all([{ name: 'visit', at: 1, properties: {} }]))['ev']).toEqual(
      encodeCustomer(all([{ name: 'visit', at: 1 }]))['ev'],
    );
  });

  it('of an order are its categories, each once', () => {
    const order = { amount: 1, currency: 'USD', placedAt: TODAY * DAY_MS, category: 'Books' };
    const items = [{ category: 'books' }, { category: 'Toys' }, { category: 'toys' }, { category: '' }];
    const after: Customer = applyOrder(customer, { ...order, items }, 'UTC');
    expect(after.orders['USD']?.combinations).toEqual({
      'category=sbooks': `${TODAY},1`,
      'category=stoys': `${TODAY},1`,
    });
  });
});
