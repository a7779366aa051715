/**
 * Count, sum and sum of squares of integers. BigInt, because squares of minor units leave the exact range of
 * doubles at 95 million: what is summed here is exact, so shards merge to the same digits in any order.
 */
export interface Moments {
  readonly count: number;
  readonly sum: bigint;
  readonly sumSquares: bigint;
}

export const EMPTY: Moments = { count: 0, sum: 0n, sumSquares: 0n };

/** Adds one observation, a safe integer. */
export function observe({ count, sum, sumSquares }: Moments, value: number): Moments {
  const exact = BigInt(value);
  return { count: count + 1, sum: sum + exact, sumSquares: sumSquares + exact * exact };
}

export function mergeMoments(a: Moments, b: Moments): Moments {
  return { count: a.count + b.count, sum: a.sum + b.sum, sumSquares: a.sumSquares + b.sumSquares };
}

export function mean({ count, sum }: Moments): number {
  return Number(sum) / count;
}

/** The unbiased sample variance; needs two observations. The difference that cancels digits is taken exactly. */
export function variance({ count, sum, sumSquares }: Moments): number {
  return Number(BigInt(count) * sumSquares - sum * sum) / count / (count - 1);
}
