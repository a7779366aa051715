import { describe, expect, it } from 'vitest';
import { logGamma } from '../../../core/statistics/special.ts';
import { hypergeometric } from '../../../core/statistics/hypergeometric.ts';
import { logBeta } from '../../../core/statistics/logBeta.ts';

// All values: mpmath 1.3 with 40 digits.
const relativeError = (value: number, known: number): number => Math.abs(value - known) / Math.max(1, Math.abs(known));

describe('special functions against known values', () => {
  it.each([
    [0.001, 6.90717888538385366],
    [0.1, 2.2527126517342059],
    [0.5, 0.572364942924700087],
    [1, 0],
    [1.5, -0.120782237635245222],
    [2, 0],
    [4.414, 2.33522005220189056],
    [10, 12.8018274800814696],
    [100, 359.134205369575399],
    [1000.5, 5908.67417584867749],
  ])('logGamma(%d) is right to 1e-12', (z, known) => {
    expect(relativeError(logGamma(z), known)).toBeLessThan(1e-12);
  });

  it.each([
    [0.793, 2.426, -0.511569288593703343],
    [0.5, 0.5, 1.14472988584940017],
    [1, 1, 0],
    [6.25, 3.74, -6.0847057402123882],
    [100, 0.01, 4.55347775702314098],
    [1000, 2000, -1911.87461421445157],
  ])('logBeta(%d, %d) is right to 1e-11', (a, b, known) => {
    expect(relativeError(logBeta(a, b), known)).toBeLessThan(1e-11);
  });

  it.each([
    [0.5, 1.5, 2.5, 0.3, 1.10806255105693199],
    [2.243, 4.426, 4.219, 39 / (4.414 + 38.86 + 39), 4.57531589764368931],
    [0.243, 2.426, 2.219, 78 / (78 + 4.414), 2.39000559626886123],
    [1, 1, 2, 0.5, 1.38629436111989062],
    [0.243, 2.426, 2.219, 0.9999, 29.996187028101585],
    [30.2, 32.4, 32.2, 0.6, 1241804585546.8532],
    [12, 3, 120, 0.97, 1.36532675790136213],
    [0.5, 60, 159, 0.9, 1.23183380260959479],
    [2, 3, 4.5, 0, 1],
    [50.5, 150, 249, 0.85, 349267729768577886],
    [1.5, 2.5, 4, 0.99, 14.5203580606713316],
  ])('2F1(%d, %d; %d; %d) is right to 1e-10', (a, b, c, z, known) => {
    expect(relativeError(hypergeometric(a, b, c, z), known)).toBeLessThan(1e-10);
  });

  it('2F1 is not a number below 0 and infinite at 1, where these models never ask', () => {
    expect(hypergeometric(1, 1, 2, -0.5)).toBeNaN();
    expect(hypergeometric(1, 1, 2, 1)).toBe(Infinity);
  });
});
