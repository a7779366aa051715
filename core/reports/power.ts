import { normalQuantile } from '../statistics/distributions.ts';
import { CONFIDENCE } from '../statistics/welch.ts';

const POWER = 0.8;

export interface DetectableLift {
  /** Revenue per treated customer over the window, minor units (decimal). */
  readonly perCustomer: number;
  /** The same as a share of the mean; null where the mean is zero. */
  readonly share: number | null;
}

/**
 * The smallest true lift per customer that a campaign of this size finds (95 % interval above zero) with a chance
 * of 80 %. `mean` and `variance` are of revenue per customer over a past window as long as the conversion window,
 * non-buyers as zero, in minor units. Null where an arm would have fewer than two customers.
 */
export function detectableLift({
  customers,
  holdout,
  mean,
  variance,
}: {
  readonly customers: number;
  /** Share of customers held out, 0 to 1. */
  readonly holdout: number;
  readonly mean: number;
  readonly variance: number;
}): DetectableLift | null {
  const held = customers * holdout;
  const treated = customers - held;
  if (held < 2 || treated < 2) return null;
  const standardErrors = normalQuantile((1 + CONFIDENCE) / 2) + normalQuantile(POWER);
  const perCustomer = standardErrors * Math.sqrt(variance / held + variance / treated);
  return { perCustomer, share: mean > 0 ? perCustomer / mean : null };
}
