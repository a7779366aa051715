import { NORMAL_95, type Estimate } from '../../core/prediction/estimate.ts';

const STEP = 1e-4;

/**
 * The 95 % interval of a positive quantity that follows from estimated parameters (delta method, in logarithms). It holds
 * what the parameters leave open and nothing else: how one customer then behaves varies far more. Undefined where the
 * parameters have no intervals.
 */
export function intervalOf<Name extends string>(
  { names, values, logCovariance }: Estimate<Name>,
  quantity: (values: Readonly<Record<Name, number>>) => number,
): readonly [number, number] | undefined {
  if (!logCovariance) return undefined;
  const logAt = (name: Name, factor: number): number =>
    Math.log(quantity({ ...values, [name]: values[name] * factor }));
  const slopes = names.map((name) => (logAt(name, Math.exp(STEP)) - logAt(name, Math.exp(-STEP))) / (2 * STEP));
  const variance = slopes.reduce(
    (sum, slope, i) =>
      sum + slopes.reduce((inner, other, j) => inner + slope * other * (logCovariance[i]?.[j] ?? Number.NaN), 0),
    0,
  );
  const spread = Math.exp(NORMAL_95 * Math.sqrt(variance));
  const middle = quantity(values);
  return Number.isFinite(spread) ? [middle / spread, middle * spread] : undefined;
}
