import { logGamma } from '../statistics/special.ts';
import type { BgNbdParameters } from './bgNbd.ts';
import { estimate, type Estimate, type FitOutcome } from './estimate.ts';
import type { ActivityGroup } from './fittingSummary.ts';
import { logBeta } from '../statistics/logBeta.ts';

/** Below these a fit says more about chance than about the shop (docs/prediction.md, "How much data"). */
export const LEAST_CUSTOMERS = 200;
export const LEAST_REPEAT_BUYERS = 50;
export const LEAST_WEEKS = 12;

export interface BgNbdFit extends Estimate<keyof BgNbdParameters> {
  readonly customers: number;
  readonly repeatBuyers: number;
}

/** Fits BG/NBD by maximum likelihood, or says why not. */
export function fitBgNbd(groups: readonly ActivityGroup[]): FitOutcome<BgNbdFit> {
  const customers = sumOf(groups, () => true);
  const repeatBuyers = sumOf(groups, ({ repeats }) => repeats > 0);
  const oldest = groups.reduce((most, { ageWeeks }) => Math.max(most, ageWeeks), 0);
  const lack = lackOf({ customers, repeatBuyers, oldest });
  if (lack !== undefined) return { ok: false, reason: lack };
  const found = estimate(parametersFor(groups, customers), (values) => logLikelihood(values, groups));
  if (!found)
    return { ok: false, reason: 'The orders of this shop do not follow a pattern that can be predicted from.' };
  return { ok: true, fit: { ...found, customers, repeatBuyers } };
}

function lackOf(has: { customers: number; repeatBuyers: number; oldest: number }): string | undefined {
  if (has.customers < LEAST_CUSTOMERS) {
    return `Predictions need ${LEAST_CUSTOMERS} customers with an order; there are ${has.customers}.`;
  }
  if (has.repeatBuyers < LEAST_REPEAT_BUYERS) {
    return `Predictions need ${LEAST_REPEAT_BUYERS} customers who ordered on two days; there are ${has.repeatBuyers}.`;
  }
  if (has.oldest < LEAST_WEEKS) {
    return `Predictions need ${LEAST_WEEKS} weeks of orders; there are ${Math.floor(has.oldest)}.`;
  }
  return undefined;
}

function parametersFor(groups: readonly ActivityGroup[], customers: number) {
  const meanAge = groups.reduce((sum, group) => sum + group.ageWeeks * group.customers, 0) / customers;
  return [
    { name: 'r', start: 0.5, least: 1e-3, most: 1e3 },
    { name: 'alpha', start: Math.max(meanAge / 4, 0.1), least: 1e-3, most: 1e5 },
    { name: 'a', start: 0.7, least: 1e-3, most: 1e2 },
    { name: 'b', start: 2.5, least: 1e-2, most: 1e3 },
  ] as const;
}

/** Equation 6 of the paper, summed over the customers; times in weeks. */
export function logLikelihood({ r, alpha, a, b }: BgNbdParameters, groups: readonly ActivityGroup[]): number {
  const constant = r * Math.log(alpha) - logGamma(r) - logBeta(a, b);
  const perRepeats = new Map<number, number>();
  let sum = 0;
  for (const { customers, repeats, lastWeeks, ageWeeks } of groups) {
    let common = perRepeats.get(repeats);
    if (common === undefined) {
      common = constant + logGamma(r + repeats) + logBeta(a, b + repeats);
      perRepeats.set(repeats, common);
    }
    const power = r + repeats;
    const logAge = Math.log(alpha + ageWeeks);
    let lost = 0;
    if (repeats > 0) {
      const logOdds = Math.log(a / (b + repeats - 1)) + power * (logAge - Math.log(alpha + lastWeeks));
      lost = logOdds > 30 ? logOdds : Math.log1p(Math.exp(logOdds));
    }
    sum += customers * (common - power * logAge + lost);
  }
  return sum;
}

function sumOf(groups: readonly ActivityGroup[], which: (group: ActivityGroup) => boolean): number {
  return groups.reduce((sum, group) => sum + (which(group) ? group.customers : 0), 0);
}
