import { hypergeometric } from '../statistics/hypergeometric.ts';
import { DAYS_PER_WEEK, type OrderHistory } from './orderHistory.ts';

// Fader, Hardie, Lee (2005), "Counting Your Customers" the Easy Way, Marketing Science 24(2), 275-284.
// While alive a customer orders at a rate of its own, gamma(r, alpha) among customers, per week; after each order it
// is lost with a probability of its own, beta(a, b) among customers.

export interface BgNbdParameters {
  readonly r: number;
  /** In weeks. */
  readonly alpha: number;
  readonly a: number;
  readonly b: number;
}

type Activity = Pick<OrderHistory, 'repeats' | 'lastDays' | 'ageDays'>;

/** The odds of being lost against being alive: P(alive) is 1 / (1 + odds) (brucehardie.com/notes/021). */
function lostOdds({ r, alpha, a, b }: BgNbdParameters, { repeats, lastDays, ageDays }: Activity): number {
  if (repeats === 0) return 0;
  const silence = (alpha + ageDays / DAYS_PER_WEEK) / (alpha + lastDays / DAYS_PER_WEEK);
  return (a / (b + repeats - 1)) * silence ** (r + repeats);
}

/** The probability that a customer still orders at all. Always 1 before the first repeat: see noOrderProbability. */
export function aliveProbability(parameters: BgNbdParameters, activity: Activity): number {
  return 1 / (1 + lostOdds(parameters, activity));
}

/** The probability of not a single order in the next `weeks`, lost or merely silent. */
export function noOrderProbability(parameters: BgNbdParameters, activity: Activity, weeks: number): number {
  const { r, alpha } = parameters;
  const since = alpha + activity.ageDays / DAYS_PER_WEEK;
  const silentWhileAlive = (since / (since + weeks)) ** (r + activity.repeats);
  return 1 - aliveProbability(parameters, activity) * (1 - silentWhileAlive);
}

/** Expected order days of this customer in the next `weeks` (equation 10 of the paper). */
export function expectedOrders(parameters: BgNbdParameters, activity: Activity, weeks: number): number {
  const since = parameters.alpha + activity.ageDays / DAYS_PER_WEEK;
  const whileAlive = aroundPoles(parameters, activity.repeats, (nudged) =>
    growth(nudged, activity.repeats, weeks / (since + weeks)),
  );
  return whileAlive / (1 + lostOdds(parameters, activity));
}

/**
 * Expected repeats of a customer nobody knows anything about, in the first `weeks` after the first order (equation 9).
 * @internal Published results are of this one.
 */
export function expectedRepeats(parameters: BgNbdParameters, weeks: number): number {
  return aroundPoles(parameters, 0, (nudged) => growth(nudged, 0, weeks / (nudged.alpha + weeks)));
}

/**
 * (a+b+x-1)/(a-1) * [1 - (1-z)^(r+x) 2F1(r+x, b+x; a+b+x-1; z)], with z = t/(alpha+T+t). Euler's transformation of 2F1 is
 * written out, because the two powers of (1-z) overflow apart for customers with hundreds of orders.
 */
function growth({ r, a, b }: BgNbdParameters, x: number, z: number): number {
  const c = a + b + x - 1;
  return (c / (a - 1)) * (1 - (1 - z) ** (a - 1) * hypergeometric(a + b - 1 - r, a - 1, c, z));
}

const NEAR = 1e-5;

/** a = 1 and a + b + x = 1 are 0/0 of the formula and not of the expectation, which is smooth: both sides are averaged. */
function aroundPoles(parameters: BgNbdParameters, x: number, value: (nudged: BgNbdParameters) => number): number {
  const { a, b } = parameters;
  const nearest = Math.min(Math.abs(a - 1), Math.abs(a + b + x - 1));
  if (nearest >= NEAR) return value(parameters);
  const aside = Math.min(2 * NEAR, a / 2);
  return (value({ ...parameters, a: a - aside }) + value({ ...parameters, a: a + aside })) / 2;
}
