const EPSILON = 1e-17;

// At z = 0.9999 the series needs some 300,000 terms; nothing here comes nearer to 1 than that.
const MOST_TERMS = 2_000_000;

/**
 * Gauss's hypergeometric function 2F1(a, b; c; z) for 0 <= z < 1 and c other than 0, -1, -2, ...
 *
 * Where c < a + b the function goes to infinity at z = 1 and its series crawls; Euler's transformation
 * (Abramowitz and Stegun 15.3.3) takes the infinity out as a power, and what is left converges at 1 as well.
 */
export function hypergeometric(a: number, b: number, c: number, z: number): number {
  if (!(z >= 0 && z < 1)) return z === 1 ? Number.POSITIVE_INFINITY : Number.NaN;
  const power = c - a - b;
  return power >= 0 ? series(a, b, c, z) : (1 - z) ** power * series(c - a, c - b, c, z);
}

function series(a: number, b: number, c: number, z: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 0; n < MOST_TERMS; n++) {
    const ratio = (((a + n) * (b + n)) / ((c + n) * (n + 1))) * z;
    term *= ratio;
    sum += term;
    // The rest is about term * ratio / (1 - ratio): a small term alone does not say that the end is near.
    if (Math.abs(ratio) < 1 && Math.abs(term) <= EPSILON * Math.abs(sum) * (1 - Math.abs(ratio))) break;
  }
  return sum;
}
