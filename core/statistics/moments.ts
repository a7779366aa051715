/**
 * Count, sum and sum of squares of integers. BigInt, because squares of minor units leave the exact range of
 * doubles at 95 million: what is summed is exact, and the same in any order.
 */
export interface Moments {
  readonly count: number;
  readonly sum: bigint;
  readonly sumSquares: bigint;
}

export function mean({ count, sum }: Moments): number {
  return Number(sum) / count;
}

/** The unbiased sample variance; needs two observations. The difference that cancels digits is taken exactly. */
export function variance({ count, sum, sumSquares }: Moments): number {
  return Number(BigInt(count) * sumSquares - sum * sum) / count / (count - 1);
}
