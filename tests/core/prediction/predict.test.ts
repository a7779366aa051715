import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aliveProbability, expectedOrders, noOrderProbability } from '../../../core/prediction/bgNbd.ts';
import { expectedSpend, populationSpend } from '../../../core/prediction/gammaGamma.ts';
import { discountedOrders, WEEKS_PER_YEAR } from '../../../core/prediction/lifetimeValue.ts';
import { predict } from '../../../core/prediction/predict.ts';

const MODEL = { activity: { r: 0.5, alpha: 5, a: 0.8, b: 2.5 }, spend: { p: 6, q: 4, gamma: 1_500 } };
const HISTORY = { repeats: 4, lastDays: 200, ageDays: 230, repeatValue: 4 * 5_000 };
const YEAR = { weeks: 52, annualDiscount: 0.1 };

describe('expected spend', () => {
  it('is the mean of the shop without repeats, or where refunds ate them', () => {
    expect(populationSpend(MODEL.spend)).toBe(3_000);
    expect(expectedSpend(MODEL.spend, { repeats: 0, meanValue: 0 })).toBe(3_000);
    expect(expectedSpend(MODEL.spend, { repeats: 3, meanValue: -20 })).toBe(3_000);
  });

  it('lies between the shop and the customer, nearer to the customer with every repeat', () => {
    const value = fc.integer({ min: 1, max: 1_000_000 });
    fc.assert(
      fc.property(value, fc.integer({ min: 1, max: 50 }), (meanValue, repeats) => {
        const once = expectedSpend(MODEL.spend, { repeats, meanValue });
        const again = expectedSpend(MODEL.spend, { repeats: repeats + 1, meanValue });
        expect(once).toBeGreaterThanOrEqual(Math.min(3_000, meanValue) - 1e-6);
        expect(once).toBeLessThanOrEqual(Math.max(3_000, meanValue) + 1e-6);
        expect(Math.abs(again - meanValue)).toBeLessThanOrEqual(Math.abs(once - meanValue) + 1e-6);
      }),
    );
  });
});

describe('lifetime value', () => {
  it('is expected orders times expected spend, in whole minor units', () => {
    const { nextOrders, clv } = predict(MODEL, HISTORY, { ...YEAR, annualDiscount: 0 });
    expect(clv).toBe(Math.round(nextOrders * expectedSpend(MODEL.spend, { repeats: 4, meanValue: 5_000 })));
  });

  it('discounts orders by when they are expected: as day by day, to 0.05 %', () => {
    let daily = 0;
    for (let day = 0; day < 364; day++) {
      const orders =
        expectedOrders(MODEL.activity, HISTORY, (day + 1) / 7) - expectedOrders(MODEL.activity, HISTORY, day / 7);
      daily += orders * 1.1 ** (-(day + 0.5) / 7 / WEEKS_PER_YEAR);
    }
    expect(Math.abs(discountedOrders(MODEL.activity, HISTORY, YEAR) / daily - 1)).toBeLessThan(5e-4);
    expect(discountedOrders(MODEL.activity, HISTORY, { weeks: 52, annualDiscount: 0 })).toBe(
      expectedOrders(MODEL.activity, HISTORY, 52),
    );
  });

  it('grows with the horizon and shrinks with the discount', () => {
    const clv = (weeks: number, annualDiscount: number): number =>
      predict(MODEL, HISTORY, { weeks, annualDiscount }).clv ?? Number.NaN;
    expect(clv(104, 0.1)).toBeGreaterThan(clv(52, 0.1));
    expect(clv(52, 0.3)).toBeLessThan(clv(52, 0.1));
    expect(clv(20, 0.1)).toBeGreaterThan(0);
  });
});

describe('a prediction', () => {
  it('has everything that both models say', () => {
    const { activity } = MODEL;
    expect(predict(MODEL, HISTORY, YEAR)).toEqual({
      alive: aliveProbability(activity, HISTORY),
      churn: noOrderProbability(activity, HISTORY, 52),
      nextOrders: expectedOrders(activity, HISTORY, 52),
      spend: Math.round(((1_500 + 4 * 5_000) * 6) / (6 * 4 + 4 - 1)),
      clv: Math.round(discountedOrders(activity, HISTORY, YEAR) * (((1_500 + 4 * 5_000) * 6) / (6 * 4 + 4 - 1))),
    });
  });

  it('has no money where spend is not modelled', () => {
    const { activity } = MODEL;
    expect(Object.keys(predict({ activity }, HISTORY, YEAR)).sort()).toEqual(['alive', 'churn', 'nextOrders']);
  });
});
