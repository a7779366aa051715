import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { attribute, MODELS, type AttributionModel, type Touch } from '../../../core/conversions/attribution.ts';
import { DAY_MS } from '../../../core/shared/days.ts';

const lookbackMs = 30 * DAY_MS;
const orderAt = 100 * DAY_MS;
const touch = (campaignId: string, daysBefore: number, kind: Touch['kind'] = 'click'): Touch => ({
  campaignId,
  at: orderAt - daysBefore * DAY_MS,
  kind,
});

function shares(model: AttributionModel, touches: readonly Touch[], amount = 1_000): Record<string, number> {
  const credits = attribute({ amount, at: orderAt }, touches, { model, lookbackMs });
  return Object.fromEntries(credits.map((credit) => [credit.campaignId, credit.amount]));
}

const journey = [touch('a', 21, 'send'), touch('b', 14), touch('c', 7), touch('d', 0, 'send')];

describe('an order is credited', () => {
  it.each<[AttributionModel, Record<string, number>]>([
    ['lastClick', { c: 1_000 }],
    ['lastTouch', { d: 1_000 }],
    ['firstTouch', { a: 1_000 }],
    ['linear', { a: 250, b: 250, c: 250, d: 250 }],
    ['position', { a: 400, b: 100, c: 100, d: 400 }],
    ['timeDecay', { a: 67, b: 133, c: 267, d: 533 }], // 1 : 2 : 4 : 8, a half-life apart
  ])('by %s as the model says', (model, expected) => {
    expect(shares(model, journey)).toEqual(expected);
  });

  it('half and half by position where there are two touches', () => {
    expect(shares('position', [touch('a', 2), touch('b', 1)])).toEqual({ a: 500, b: 500 });
  });

  it('to a campaign once, for all of its touches', () => {
    expect(shares('linear', [touch('a', 3, 'send'), touch('a', 2), touch('b', 1)])).toEqual({ a: 667, b: 333 });
  });

  it('with the cent that does not divide going to the largest remainder', () => {
    expect(shares('linear', [touch('a', 3), touch('b', 2), touch('c', 1)], 100)).toEqual({ a: 34, b: 33, c: 33 });
  });

  it('to nobody for touches after the order or before the lookback', () => {
    const late = { ...touch('a', 0), at: orderAt + 1 };
    for (const model of MODELS) expect(shares(model, [late, touch('b', 30), touch('c', 31)])).toEqual({});
    expect(shares('lastTouch', [touch('b', 29.9)])).toEqual({ b: 1_000 });
  });

  it('to nobody by last click where nobody clicked', () => {
    expect(shares('lastClick', [touch('a', 1, 'send')])).toEqual({});
  });

  it('to the click where a send has the same instant', () => {
    expect(shares('lastTouch', [touch('b', 1, 'click'), touch('a', 1, 'send')])).toEqual({ b: 1_000 });
  });
});

const touchArb = fc.record({
  campaignId: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
  at: fc.integer({ min: orderAt - 40 * DAY_MS, max: orderAt + DAY_MS }),
  kind: fc.constantFrom<Touch['kind']>('send', 'click'),
});

describe('credit, whatever the touches', () => {
  const modelArb = fc.constantFrom(...MODELS);

  it('sums to the amount exactly, or there is none', () => {
    fc.assert(
      fc.property(fc.array(touchArb, { maxLength: 12 }), fc.maxSafeInteger(), modelArb, (touches, amount, model) => {
        const credits = attribute({ amount, at: orderAt }, touches, { model, lookbackMs });
        const total = credits.reduce((sum, credit) => sum + BigInt(credit.amount), 0n);
        expect(total).toBe(credits.length === 0 ? 0n : BigInt(amount));
        for (const credit of credits) expect(credit.amount * Math.sign(amount)).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 1_000 },
    );
  });

  it('does not depend on the order in which touches are listed', () => {
    const shuffledArb = fc
      .uniqueArray(touchArb, { minLength: 1, maxLength: 8, selector: (one) => one.at })
      .chain((touches) => fc.tuple(fc.constant(touches), fc.shuffledSubarray(touches, { minLength: touches.length })));
    fc.assert(
      fc.property(shuffledArb, modelArb, ([touches, shuffled], model) => {
        expect(shares(model, shuffled)).toEqual(shares(model, touches));
      }),
    );
  });

  it('is the same by every model where there is one click', () => {
    fc.assert(
      fc.property(fc.integer(), fc.double({ min: 0, max: 29, noNaN: true }), (amount, days) => {
        for (const model of MODELS)
          expect(shares(model, [touch('a', Math.floor(days))], amount)).toEqual({ a: amount });
      }),
    );
  });
});
