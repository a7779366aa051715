/** Values of one bin differ by at most this share from its middle. */
export const ACCURACY = 0.005;

// The logarithmic mapping of DDSketch (Masson, Rim, Lee 2019), as @datadog/sketches-js computes it to the last bit: rules
// compare bins of customers with bins of the sketch. Here it stands alone, so that rules need no sketches.
const WIDTH = (2 * ACCURACY) / (1 - ACCURACY);
const GAMMA = 1 + WIDTH;
const PER_DOUBLING = (1 / Math.log1p(WIDTH)) * Math.log(2);

/** Moves the bins of all numbers above 1e-21 to positive places: those of their negatives are the same below zero. */
const OFFSET = 5_000;
const TINY = 1e-21;

/** The bin of a number: ascending with it, 0 for 0. Whole numbers up to 100 have a bin each. */
export function binOf(value: number): number {
  if (value > TINY) return OFFSET + keyOf(value);
  return value < -TINY ? -OFFSET - keyOf(-value) : 0;
}

/** The number that a bin stands for. */
export function middleOf(bin: number): number {
  if (bin === 0) return 0;
  const middle = 2 ** ((Math.abs(bin) - OFFSET) / PER_DOUBLING) * (2 / (1 + GAMMA));
  return bin > 0 ? middle : -middle;
}

/** As the sketch's own mapping: its keys are bins without sign and offset. */
export function keyOf(value: number): number {
  return Math.ceil(Math.log2(value) * PER_DOUBLING) + 0;
}

/** The bin of a key of the sketch's stores. */
export function binOfKey(key: number, sign: 1 | -1): number {
  return sign * (OFFSET + key);
}

export function keyOfBin(bin: number): number {
  return Math.abs(bin) - OFFSET;
}
