export type Verdict = 'gain' | 'loss' | 'undecided' | 'not-enough-data';

/** Fewest customers in each arm, and fewest converting customers in both together, for a verdict to be given. */
export const MIN_CUSTOMERS = 100;
export const MIN_CONVERTING = 10;

interface ArmSize {
  readonly customers: number;
  readonly converting: number;
}

/**
 * What the interval of the money (profit where there is a cost, else incremental revenue) lets us say. On small
 * arms or a handful of buyers Welch's interval is not trustworthy, so nothing is said.
 */
export function verdictOf({
  treated,
  holdout,
  interval,
}: {
  readonly treated: ArmSize;
  readonly holdout: ArmSize;
  readonly interval: { readonly low: number | null; readonly high: number | null };
}): Verdict {
  if (interval.low === null || interval.high === null) return 'not-enough-data';
  if (Math.min(treated.customers, holdout.customers) < MIN_CUSTOMERS) return 'not-enough-data';
  if (treated.converting + holdout.converting < MIN_CONVERTING) return 'not-enough-data';
  if (interval.low > 0) return 'gain';
  return interval.high < 0 ? 'loss' : 'undecided';
}
