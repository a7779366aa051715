import { ValidationError } from '../shared/errors.ts';

/** How many customers lie in which bin of a metric. Bins ascend; no count is 0. */
export interface Distribution {
  readonly bins: readonly number[];
  readonly counts: readonly number[];
  readonly total: number;
}

/** The bin in which the customer at a share (0 to 1) of all from below lies; undefined where there is nobody. */
export function quantileBin({ bins, counts, total }: Distribution, share: number): number | undefined {
  const rank = Math.max(1, Math.ceil(share * total - SLACK));
  let below = 0;
  for (const [index, count] of counts.entries()) {
    below += count;
    if (below >= rank) return bins[index];
  }
  return bins.at(-1);
}

/**
 * The bin above which the first `percent` of all lie: the lowest one with which they would be more. Customers of one bin
 * stay together, so the first may be fewer, or nobody. -Infinity where all of them are few enough.
 */
export function topAbove({ bins, counts, total }: Distribution, percent: number): number {
  let above = 0;
  for (let index = bins.length - 1; index >= 0; index--) {
    above += counts[index] ?? 0;
    if (above * 100 > total * percent + SLACK) return bins[index] ?? Infinity;
  }
  return -Infinity;
}

/** As `topAbove`, from the other end. */
export function bottomBelow({ bins, counts, total }: Distribution, percent: number): number {
  let below = 0;
  for (const [index, bin] of bins.entries()) {
    below += counts[index] ?? 0;
    if (below * 100 > total * percent + SLACK) return bin;
  }
  return Infinity;
}

/** 0.1 is not a tenth. */
const SLACK = 1e-9;

/** "step,count;step,count;..." in base 36, a step from bin to bin: some 5 bytes each. */
export function encodeDistribution({ bins, counts }: Distribution): string {
  return bins
    .map((bin, index) => `${(bin - (bins[index - 1] ?? 0)).toString(36)},${(counts[index] ?? 0).toString(36)}`)
    .join(';');
}

/** The inverse of encodeDistribution; throws ValidationError for anything else. */
export function decodeDistribution(text: string): Distribution {
  const bins: number[] = [];
  const counts: number[] = [];
  let [bin, total] = [0, 0];
  for (const cell of text === '' ? [] : text.split(';')) {
    const [step = Number.NaN, count = Number.NaN, more] = cell.split(',').map(wholeOf);
    if (!Number.isSafeInteger(step) || !(count > 0) || more !== undefined || (bins.length > 0 && step <= 0)) {
      throw new ValidationError([{ path: 'distribution', reason: 'is not a table of counts' }]);
    }
    bins.push((bin += step));
    counts.push(count);
    total += count;
  }
  return { bins, counts, total };
}

function wholeOf(text: string): number {
  const value = Number.parseInt(text, 36);
  return value.toString(36) === text ? value : Number.NaN;
}
