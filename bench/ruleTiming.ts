const ROUNDS = 40;

/** Something to time: `round` makes `calls` calls. */
export interface Contestant {
  readonly calls: number;
  readonly round: () => void;
}

/**
 * Nanoseconds per call, the fastest round of each. The contestants take turns, so that a busy machine slows all of
 * them; short rounds find the moments when it is not.
 */
export function measure<Name extends string>(
  contestants: Readonly<Record<Name, Contestant>>,
  rounds = ROUNDS,
): (name: Name) => number {
  const fastest = new Map<string, number>();
  for (let round = 0; round < rounds; round++) {
    for (const [name, contestant] of Object.entries<Contestant>(contestants)) {
      const from = process.hrtime.bigint();
      contestant.round();
      const each = Number(process.hrtime.bigint() - from) / contestant.calls;
      if (each < (fastest.get(name) ?? Infinity)) fastest.set(name, each);
    }
  }
  return (name) => fastest.get(name) ?? NaN;
}

let counted = 0;

/** A contestant that asks `decide` about each item, `passes` times. */
export function deciding<T>(items: readonly T[], passes: number, decide: (item: T) => boolean): Contestant {
  return {
    calls: items.length * passes,
    round: () => {
      for (let pass = 0; pass < passes; pass++) for (const item of items) if (decide(item)) counted++;
    },
  };
}

/** What was counted is asked for at the end, so that no loop can be left out as useless. */
export function assertCounted(): void {
  if (counted === 0) throw new Error('Nobody matched: nothing was measured');
}

export const perSecond = (ns: number): string => `${(1000 / ns).toFixed(ns > 500 ? 2 : 1)} M/s`;
