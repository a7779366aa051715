import { describe, expect, it } from 'vitest';
import { fitBgNbd, LEAST_CUSTOMERS, LEAST_REPEAT_BUYERS, LEAST_WEEKS } from '../../../core/prediction/bgNbdFit.ts';
import { estimate } from '../../../core/prediction/estimate.ts';
import { intervalOf } from '../../support/estimateInterval.ts';
import type { ActivityGroup, SpendGroup } from '../../../core/prediction/fittingSummary.ts';
import { fitGammaGamma, LEAST_SPENDERS } from '../../../core/prediction/gammaGammaFit.ts';
import { inverse } from '../../../core/prediction/observedInformation.ts';

const group = (customers: number, repeats: number, lastWeeks: number, ageWeeks: number): ActivityGroup => ({
  customers,
  repeats,
  lastWeeks,
  ageWeeks,
});
const spender = (customers: number, repeats: number, meanValue: number): SpendGroup => ({
  customers,
  repeats,
  meanValue,
  logSum: customers * Math.log(meanValue),
});
const reason = (outcome: { ok: boolean; reason?: string }): string | undefined => outcome.reason;

describe('too little data is refused with what is missing', () => {
  it.each([
    [[], 'Predictions need 200 customers with an order; there are 0.'],
    [[group(LEAST_CUSTOMERS - 1, 1, 5, 20)], 'Predictions need 200 customers with an order; there are 199.'],
    [
      [group(500, 0, 0, 20), group(LEAST_REPEAT_BUYERS - 1, 1, 5, 20)],
      'Predictions need 50 customers who ordered on two days; there are 49.',
    ],
    [[group(500, 1, 2, LEAST_WEEKS - 0.1)], 'Predictions need 12 weeks of orders; there are 11.'],
  ])('of orders (%#)', (groups, expected) => {
    expect(reason(fitBgNbd(groups))).toBe(expected);
  });

  it('of spend', () => {
    expect(reason(fitGammaGamma([spender(LEAST_SPENDERS - 1, 2, 4_000)]))).toBe(
      'Predicted value needs 50 customers who spent on two days; there are 49.',
    );
  });
});

describe('data that leave a parameter open', () => {
  it('have it held at the border of its range, named, and without intervals', () => {
    const loyal = Array.from({ length: 20 }, (_, index) => group(20, index, index === 0 ? 0 : 38, 39));
    const outcome = fitBgNbd(loyal);
    if (!outcome.ok) throw new Error(outcome.reason);
    expect(outcome.fit.held).toContain('a');
    expect(outcome.fit.intervals).toBeUndefined();
    expect(intervalOf(outcome.fit, ({ r, alpha }) => r / alpha)).toBeUndefined();
    for (const value of Object.values(outcome.fit.values)) expect(Number.isFinite(value)).toBe(true);
  });

  it('have no mean spend to predict where a few customers outspend all others a thousand times', () => {
    const wild = Array.from({ length: 12 }, (_, index) => spender(2 ** (12 - index), 3, 4 ** index));
    expect(reason(fitGammaGamma(wild))).toContain('there is no mean to predict');
  });
});

describe('the frequency of buyers and what they spend', () => {
  it('has its correlation told, because the model takes them for independent', () => {
    const groups = [1, 2, 3, 4, 5, 6].flatMap((repeats) => [
      spender(30, repeats, repeats * 1_000),
      spender(30, repeats, repeats * 1_500),
    ]);
    const outcome = fitGammaGamma(groups);
    if (!outcome.ok) throw new Error(outcome.reason);
    expect(outcome.fit.correlation).toBeGreaterThan(0.8);
    expect(outcome.fit).toMatchObject({ spenders: 360, isIndependent: false });
  });
});

describe('estimate', () => {
  it('finds the maximum likelihood of a rate, with the interval of the textbook', () => {
    const [events, time] = [400, 100];
    const found = estimate(
      [{ name: 'rate', start: 1, least: 1e-3, most: 1e3 }],
      ({ rate }) => events * Math.log(rate) - rate * time,
    );
    expect(found?.values.rate).toBeCloseTo(4, 4);
    const [low, high] = found!.intervals!.rate;
    expect(Math.log(high / low)).toBeCloseTo((2 * 1.96) / Math.sqrt(events), 3);
    expect(intervalOf(found!, ({ rate }) => 2 * rate)).toEqual([
      expect.closeTo(2 * low, 4),
      expect.closeTo(2 * high, 4),
    ]);
  });

  it('is none where the likelihood is a number nowhere', () => {
    expect(estimate([{ name: 'x', start: 1, least: 0.1, most: 10 }], () => Number.NaN)).toBeUndefined();
  });
});

describe('the inverse of a matrix', () => {
  it('times the matrix is one', () => {
    expect(
      inverse([
        [4, 2],
        [2, 3],
      ]),
    ).toEqual([
      [expect.closeTo(0.375, 12), expect.closeTo(-0.25, 12)],
      [expect.closeTo(-0.25, 12), expect.closeTo(0.5, 12)],
    ]);
  });

  it('is none of a matrix that is not positive definite', () => {
    expect(
      inverse([
        [1, 2],
        [2, 1],
      ]),
    ).toBeUndefined();
    expect(inverse([[Number.NaN]])).toBeUndefined();
  });
});
