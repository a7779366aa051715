import { minimise } from '../statistics/nelderMead.ts';
import { covarianceAt } from './observedInformation.ts';

/** A fit is used or refused; a refusal says why in words that a marketer can act on. */
export type FitOutcome<Fit> =
  { readonly ok: true; readonly fit: Fit } | { readonly ok: false; readonly reason: string };

/** Where positive parameters may lie. Inside its range a parameter is free; outside it is pulled back. */
export interface Parameter<Name extends string> {
  readonly name: Name;
  readonly start: number;
  readonly least: number;
  readonly most: number;
}

export interface Estimate<Name extends string> {
  readonly names: readonly Name[];
  readonly values: Readonly<Record<Name, number>>;
  readonly logLikelihood: number;
  /** Parameters that the data leave open, held at the border of their range. */
  readonly held: readonly Name[];
  /** 95 % intervals, from the curvature in logarithms; absent where a parameter is held or the top is flat. */
  readonly intervals?: Readonly<Record<Name, readonly [number, number]>>;
  /** Covariance of the logarithms of the values, in the order of `names`; absent as the intervals are. */
  readonly logCovariance?: readonly (readonly number[])[];
  readonly evaluations: number;
}

const PULL = 10;
export const NORMAL_95 = 1.959963984540054;

/**
 * Maximises a log-likelihood over positive parameters, in logarithms. The ranges shrink what too little data would let run
 * to zero or infinity; they change nothing where the maximum lies inside. Undefined when no maximum is found.
 */
export function estimate<Name extends string>(
  parameters: readonly Parameter<Name>[],
  logLikelihood: (values: Readonly<Record<Name, number>>) => number,
): Estimate<Name> | undefined {
  const named = (logs: readonly number[]): Record<Name, number> =>
    record(parameters, (_, index) => Math.exp(logs[index] ?? 0));
  const target = (logs: readonly number[]): number => pull(parameters, logs) - logLikelihood(named(logs));
  const minimum = minimise(
    target,
    parameters.map(({ start }) => Math.log(start)),
  );
  if (!minimum.converged || !Number.isFinite(minimum.value)) return undefined;
  const values = named(minimum.at);
  const held = parameters.filter(({ name, least, most }) => values[name] <= least || values[name] >= most);
  const logCovariance = held.length > 0 ? undefined : covarianceAt(target, minimum.at);
  return {
    names: parameters.map(({ name }) => name),
    values,
    logLikelihood: logLikelihood(values),
    held: held.map(({ name }) => name),
    evaluations: minimum.evaluations,
    ...(logCovariance && {
      logCovariance,
      intervals: record(parameters, ({ name }, index): readonly [number, number] => {
        const spread = Math.exp(NORMAL_95 * Math.sqrt(logCovariance[index]?.[index] ?? Number.NaN));
        return [values[name] / spread, values[name] * spread];
      }),
    }),
  };
}

function pull(parameters: readonly Parameter<string>[], logs: readonly number[]): number {
  return parameters.reduce((sum, { least, most }, index) => {
    const log = logs[index] ?? 0;
    const outside = Math.max(0, Math.log(least) - log, log - Math.log(most));
    return sum + PULL * outside ** 2;
  }, 0);
}

function record<Name extends string, Value>(
  parameters: readonly Parameter<Name>[],
  value: (parameter: Parameter<Name>, index: number) => Value,
): Record<Name, Value> {
  const entries: Partial<Record<Name, Value>> = {};
  parameters.forEach((parameter, index) => (entries[parameter.name] = value(parameter, index)));
  return complete(entries, parameters);
}

function complete<Name extends string, Value>(
  entries: Partial<Record<Name, Value>>,
  parameters: readonly Parameter<Name>[],
): Record<Name, Value> {
  const isComplete = (given: Partial<Record<Name, Value>>): given is Record<Name, Value> =>
    parameters.every(({ name }) => name in given);
  if (!isComplete(entries)) throw new Error('a parameter is missing');
  return entries;
}
