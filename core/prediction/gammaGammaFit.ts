import { logGamma } from '../statistics/special.ts';
import { estimate, type Estimate, type FitOutcome } from './estimate.ts';
import type { SpendGroup } from './fittingSummary.ts';
import type { GammaGammaParameters } from './gammaGamma.ts';

/** Below this many repeat buyers with spend, the spread between customers cannot be told from that within them. */
export const LEAST_SPENDERS = 50;

/** The model takes spend to be independent of frequency. */
const MOST_CORRELATION = 0.3;

export interface GammaGammaFit extends Estimate<keyof GammaGammaParameters> {
  readonly spenders: number;
  /** Pearson's, between repeats and mean value. */
  readonly correlation: number;
  /** False where the correlation is larger than the model can overlook: values are then to be read with care. */
  readonly isIndependent: boolean;
}

/** Fits Gamma-Gamma by maximum likelihood, or says why not. Values in minor units, and so are gamma and the likelihood. */
export function fitGammaGamma(groups: readonly SpendGroup[]): FitOutcome<GammaGammaFit> {
  const spenders = groups.reduce((sum, { customers }) => sum + customers, 0);
  if (spenders < LEAST_SPENDERS) {
    return {
      ok: false,
      reason: `Predicted value needs ${LEAST_SPENDERS} customers who spent on two days; there are ${spenders}.`,
    };
  }
  const mean = groups.reduce((sum, group) => sum + group.meanValue * group.customers, 0) / spenders;
  const found = estimate(
    [
      { name: 'p', start: 5, least: 1e-2, most: 1e4 },
      { name: 'q', start: 3.5, least: 1e-2, most: 1e4 },
      { name: 'gamma', start: mean / 2, least: mean * 1e-6, most: mean * 1e6 },
    ],
    (values) => logLikelihood(values, groups),
  );
  if (!found)
    return { ok: false, reason: 'What customers spend here does not follow a pattern that can be predicted from.' };
  if (found.values.q <= 1) {
    return {
      ok: false,
      reason: 'A few customers spend so much more than the others that there is no mean to predict.',
    };
  }
  const correlation = correlationOf(groups, spenders, mean);
  return {
    ok: true,
    fit: { ...found, spenders, correlation, isIndependent: Math.abs(correlation) <= MOST_CORRELATION },
  };
}

/**
 * The logarithm of the density of each customer's mean value, summed over the customers. Within a group values differ,
 * and log(gamma + x * value) is taken to second order around their geometric mean: by how much they differ shows in
 * how far the arithmetic mean lies above it. Without that, groups of 10 % width would cost 18 % of p.
 */
function logLikelihood({ p, q, gamma }: GammaGammaParameters, groups: readonly SpendGroup[]): number {
  const constant = q * Math.log(gamma) - logGamma(q);
  return groups.reduce((sum, { customers, repeats, meanValue, logSum }) => {
    const shape = p * repeats;
    const logMean = logSum / customers;
    const own = repeats * Math.exp(logMean);
    const weight = own / (gamma + own);
    const halfVariance = Math.log(meanValue) - logMean;
    const each =
      constant +
      logGamma(shape + q) -
      logGamma(shape) +
      shape * Math.log(repeats) -
      (shape + q) * (Math.log(gamma + own) + weight * (1 - weight) * halfVariance);
    return sum + customers * each + (shape - 1) * logSum;
  }, 0);
}

function correlationOf(groups: readonly SpendGroup[], customers: number, meanValue: number): number {
  const meanRepeats = groups.reduce((sum, group) => sum + group.repeats * group.customers, 0) / customers;
  let [both, repeatsOnly, valueOnly] = [0, 0, 0];
  for (const { customers: weight, repeats, meanValue: value } of groups) {
    both += weight * (repeats - meanRepeats) * (value - meanValue);
    repeatsOnly += weight * (repeats - meanRepeats) ** 2;
    valueOnly += weight * (value - meanValue) ** 2;
  }
  return both === 0 ? 0 : both / Math.sqrt(repeatsOnly * valueOnly);
}
