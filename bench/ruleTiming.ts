const ROUNDS = 40;

const wallClock = (): number => Number(process.hrtime.bigint());

/** Nanoseconds this thread has worked: for rounds of a second or more, in which a busy machine always interrupts. */
export function threadClock(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) * 1000;
}

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
  { rounds = ROUNDS, clock = wallClock }: { readonly rounds?: number; readonly clock?: () => number } = {},
): (name: Name) => number {
  const fastest = new Map<string, number>();
  for (let round = 0; round < rounds; round++) {
    for (const [name, contestant] of Object.entries<Contestant>(contestants)) {
      const from = clock();
      contestant.round();
      const each = (clock() - from) / contestant.calls;
      if (each < (fastest.get(name) ?? Infinity)) fastest.set(name, each);
    }
  }
  return (name) => fastest.get(name) ?? NaN;
}

let counted = 0;

/** Counts what a contestant has found, so that its work has a use. */
export function count(found: number): void {
  counted += found;
}

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
