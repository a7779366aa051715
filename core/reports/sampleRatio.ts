import { chiSquareTail } from '../statistics/distributions.ts';

/** Below this, chance is no longer a believable cause: one honest campaign in a thousand is accused. */
const LEAST_P = 0.001;

export interface SampleRatio {
  /** Null where there is nothing to test: one arm, nobody assigned, or shares that were never planned here. */
  readonly p: number | null;
  readonly ok: boolean;
}

/**
 * Do the arms hold the shares of customers that were planned? Chi-square goodness of fit. A mismatch says that
 * customers were lost or moved between assignment and report, and that the lift may be an artefact of it.
 */
export function sampleRatio(
  counts: Readonly<Record<string, number>>,
  weights: Readonly<Record<string, number>> | undefined,
): SampleRatio {
  const arms = new Set([...Object.keys(counts), ...Object.keys(weights ?? {})]);
  const total = sum(Object.values(counts));
  if (!weights || total === 0) return { p: null, ok: true };
  const totalWeight = sum(Object.values(weights));
  let statistic = 0;
  let cells = 0;
  for (const arm of arms) {
    const expected = (total * (weights[arm] ?? 0)) / totalWeight;
    const observed = counts[arm] ?? 0;
    if (expected > 0) {
      cells += 1;
      statistic += (observed - expected) ** 2 / expected;
    } else if (observed > 0) return { p: 0, ok: false };
  }
  if (cells < 2) return { p: null, ok: true };
  const p = chiSquareTail(statistic, cells - 1);
  return { p, ok: p >= LEAST_P };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
