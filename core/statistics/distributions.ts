import { regularisedBeta, regularisedGammaQ } from './special.ts';

/** P(X > statistic) of a chi-square variable with `df` degrees of freedom. */
export function chiSquareTail(statistic: number, df: number): number {
  return regularisedGammaQ(df / 2, statistic / 2);
}

function normalCdf(z: number): number {
  const tail = regularisedGammaQ(0.5, (z * z) / 2) / 2;
  return z < 0 ? tail : 1 - tail;
}

/** P(T <= t) of Student's t with `df` > 0 degrees of freedom. */
export function studentCdf(t: number, df: number): number {
  const tail = regularisedBeta(df / (df + t * t), df / 2, 0.5) / 2;
  return t < 0 ? tail : 1 - tail;
}

/** The z with P(Z <= z) = p of the standard normal distribution, 0 < p < 1. */
export function normalQuantile(p: number): number {
  return quantile(p, normalCdf);
}

// Beyond this the expansion below is exact to 1e-13 and the continued fraction needs ever more terms.
const MANY = 100_000;

/** The t with P(T <= t) = p of Student's t, 0 < p < 1, for real `df` > 0 (Welch's are seldom whole). */
export function studentQuantile(p: number, df: number): number {
  if (df <= MANY) return quantile(p, (t) => studentCdf(t, df));
  // Fisher's expansion around the normal quantile (Abramowitz and Stegun 26.7.5).
  const z = normalQuantile(p);
  return z + (z ** 3 + z) / (4 * df) + (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * df * df);
}

/** Inverts the distribution function of a variable that is symmetric around zero: bracket, then halve. */
function quantile(p: number, cdf: (value: number) => number): number {
  if (p === 0.5) return 0;
  if (p < 0.5) return -quantile(1 - p, cdf);
  let high = 1;
  while (cdf(high) < p && high < 1e12) high *= 2;
  let low = high === 1 ? 0 : high / 2;
  while (high - low > 1e-13 * high) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (cdf(middle) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
