import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  aliveProbability,
  expectedOrders,
  expectedRepeats,
  noOrderProbability,
  type BgNbdParameters,
} from '../../../core/prediction/bgNbd.ts';

const SHOP: BgNbdParameters = { r: 0.5, alpha: 5, a: 0.8, b: 2.5 };
const parameters = fc.record({
  r: fc.double({ min: 0.05, max: 5, noNaN: true }),
  alpha: fc.double({ min: 0.5, max: 60, noNaN: true }),
  a: fc.double({ min: 0.05, max: 5, noNaN: true }),
  b: fc.double({ min: 0.05, max: 20, noNaN: true }),
});
const activity = fc
  .record({ repeats: fc.nat(60), lastDays: fc.integer({ min: 1, max: 900 }), rest: fc.nat(900) })
  .map(({ repeats, lastDays, rest }) => ({
    repeats,
    lastDays: repeats === 0 ? 0 : lastDays,
    ageDays: (repeats === 0 ? 0 : lastDays) + rest,
  }));

describe('BG/NBD', () => {
  it('P(alive) is a probability, and falls with every day of silence', () => {
    fc.assert(
      fc.property(parameters, activity, fc.integer({ min: 1, max: 300 }), (shop, known, days) => {
        const now = aliveProbability(shop, known);
        const later = aliveProbability(shop, { ...known, ageDays: known.ageDays + days });
        expect(now).toBeGreaterThanOrEqual(0);
        expect(now).toBeLessThanOrEqual(1);
        expect(later).toBeLessThanOrEqual(now);
      }),
    );
  });

  it('takes everybody for alive before the first repeat, but not for sure to order', () => {
    const quiet = { repeats: 0, lastDays: 0, ageDays: 700 };
    expect(aliveProbability(SHOP, quiet)).toBe(1);
    expect(noOrderProbability(SHOP, quiet, 13)).toBeGreaterThan(0.9);
  });

  it('expects the more orders the longer the horizon, none in none, and never less than the chance of one', () => {
    fc.assert(
      fc.property(parameters, activity, fc.double({ min: 0.5, max: 100, noNaN: true }), (shop, known, weeks) => {
        const expected = expectedOrders(shop, known, weeks);
        expect(expectedOrders(shop, known, 0)).toBeCloseTo(0, 8);
        expect(expected).toBeGreaterThan(-1e-8);
        expect(expectedOrders(shop, known, weeks * 1.5)).toBeGreaterThanOrEqual(expected - 1e-8);
        expect(expected).toBeGreaterThanOrEqual(1 - noOrderProbability(shop, known, weeks) - 1e-7);
      }),
      { numRuns: 500 },
    );
  });

  it('is smooth where its formula divides by zero (a = 1, a + b = 1)', () => {
    const around = (a: number, b: number): number => {
      const at = (aside: number): number =>
        expectedOrders({ ...SHOP, a: a + aside, b }, { repeats: 0, lastDays: 0, ageDays: 30 }, 26);
      expect(at(0)).toBeGreaterThan(0.1);
      return Math.max(Math.abs(at(0) - at(1e-3)), Math.abs(at(0) - at(-1e-3)), Math.abs(at(0) - at(1e-6)));
    };
    expect(around(1, 2.5)).toBeLessThan(2e-3);
    expect(around(0.4, 0.6)).toBeLessThan(2e-3);
  });

  it('counts at the start of a life as for a stranger', () => {
    const born = { repeats: 0, lastDays: 0, ageDays: 0 };
    expect(expectedOrders(SHOP, born, 39)).toBeCloseTo(expectedRepeats(SHOP, 39), 10);
  });

  it('expects what an endless life would bring where nobody is ever lost', () => {
    const loyal = { r: 2, alpha: 8, a: 1e-7, b: 1 };
    expect(expectedRepeats(loyal, 16)).toBeCloseTo((2 / 8) * 16, 4);
    expect(expectedOrders(loyal, { repeats: 5, lastDays: 140, ageDays: 168 }, 16)).toBeCloseTo(
      ((2 + 5) / (8 + 24)) * 16,
      4,
    );
  });

  it('stays finite for a customer with 2,000 order days', () => {
    const often = { repeats: 2_000, lastDays: 2_500, ageDays: 2_505 };
    expect(expectedOrders(SHOP, often, 52)).toBeGreaterThan(0);
    expect(expectedOrders(SHOP, { ...often, ageDays: 3_500 }, 52)).toBeCloseTo(0, 6);
    expect(aliveProbability(SHOP, { ...often, ageDays: 6_000 })).toBe(0);
  });
});
