import type { BgNbdParameters } from '../../../core/prediction/bgNbd.ts';
import type { GammaGammaParameters } from '../../../core/prediction/gammaGamma.ts';
import type { OrderHistory } from '../../../core/prediction/orderHistory.ts';

/** mulberry32: enough for simulated shops, and the same shop every time. */
export function random(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const exponential = (next: () => number): number => -Math.log(1 - next());

/** A gamma draw with scale 1 (Marsaglia and Tsang 2000; below shape 1 by their power). */
function gammaDraw(shape: number, next: () => number): number {
  if (shape < 1) return gammaDraw(shape + 1, next) * next() ** (1 / shape);
  const d = shape - 1 / 3;
  for (;;) {
    const x = Math.sqrt(2 * exponential(next)) * Math.cos(2 * Math.PI * next());
    const v = (1 + x / Math.sqrt(9 * d)) ** 3;
    if (v > 0 && Math.log(1 - next()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}

export interface SimulatedCustomer {
  readonly history: OrderHistory;
  /** Order days in the weeks after the summary. */
  readonly later: number;
}

/** Customers who live as the two models say, born evenly over the first third of `weeks`. */
export function simulateShop(
  { r, alpha, a, b }: BgNbdParameters,
  { p, q, gamma }: GammaGammaParameters,
  { customers, weeks, laterWeeks, seed }: { customers: number; weeks: number; laterWeeks: number; seed: number },
): SimulatedCustomer[] {
  const next = random(seed);
  return Array.from({ length: customers }, (): SimulatedCustomer => {
    const rate = gammaDraw(r, next) / alpha;
    const [left, right] = [gammaDraw(a, next), gammaDraw(b, next)];
    const loss = left / (left + right);
    const nu = gammaDraw(q, next) / gamma;
    const age = weeks - (next() * weeks) / 3;
    let [at, last, repeats, later, value] = [0, 0, 0, 0, 0];
    for (;;) {
      at += exponential(next) / rate;
      if (at > age + laterWeeks) break;
      if (at > age) later++;
      else {
        repeats++;
        last = at;
        value += Math.round(gammaDraw(p, next) / nu);
      }
      if (next() < loss) break;
    }
    const [lastDays, ageDays] = [Math.round(last * 7), Math.round(age * 7)];
    return { history: { repeats, lastDays, ageDays, repeatValue: value }, later };
  });
}
