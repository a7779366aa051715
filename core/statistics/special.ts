// Numerical methods after Press et al., Numerical Recipes (2007), chapter 6; the Lanczos
// coefficients are Godfrey's (g = 7, nine terms). Relative error about 1e-14 for the arguments used here.

const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];
const TINY = 1e-300;
const EPSILON = 1e-15;
const MOST_TERMS = 10_000;

/** The natural logarithm of the gamma function, for z > 0. */
export function logGamma(z: number): number {
  if (z < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * z)) - logGamma(1 - z);
  const x = z - 1;
  const t = x + 7.5;
  let sum = LANCZOS[0] ?? 1;
  for (let index = 1; index < LANCZOS.length; index++) sum += (LANCZOS[index] ?? 0) / (x + index);
  return 0.5 * Math.log(2 * Math.PI) + (x + 0.5) * Math.log(t) - t + Math.log(sum);
}

/** The regularised incomplete beta function I_x(a, b), for a, b > 0 and 0 <= x <= 1. */
export function regularisedBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
  // The fraction converges fast on this side of the mean only.
  return x < (a + 1) / (a + b + 2) ? (front * betaFraction(x, a, b)) / a : 1 - (front * betaFraction(1 - x, b, a)) / b;
}

function betaFraction(x: number, a: number, b: number): number {
  return continuedFraction(1, (term) => {
    const m = Math.floor(term / 2);
    const numerator =
      term % 2 === 0
        ? (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
        : (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    return { numerator, denominator: 1 };
  });
}

/** The upper regularised incomplete gamma function Q(a, x), for a > 0 and x >= 0. */
export function regularisedGammaQ(a: number, x: number): number {
  if (x <= 0) return 1;
  const front = Math.exp(a * Math.log(x) - x - logGamma(a));
  if (x < a + 1) return 1 - front * gammaSeries(a, x);
  return front * continuedFraction(x + 1 - a, (n) => ({ numerator: -n * (n - a), denominator: x + 2 * n + 1 - a }));
}

function gammaSeries(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let n = 1; n < MOST_TERMS && term > sum * EPSILON; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return sum;
}

/** 1 / (first + n1 / (d1 + n2 / (d2 + ...))) by the modified Lentz method. */
function continuedFraction(
  first: number,
  part: (term: number) => { readonly numerator: number; readonly denominator: number },
): number {
  const away = (value: number): number => (Math.abs(value) < TINY ? TINY : value);
  let upper = 1 / TINY;
  let lower = 1 / away(first);
  let result = lower;
  for (let term = 1; term < MOST_TERMS; term++) {
    const { numerator, denominator } = part(term);
    lower = 1 / away(denominator + numerator * lower);
    upper = away(denominator + numerator / upper);
    const factor = lower * upper;
    result *= factor;
    if (Math.abs(factor - 1) < EPSILON) break;
  }
  return result;
}
