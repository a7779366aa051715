/** How long a step works before it hands back, so that one invocation never meets a function's time limit. */
export const TIME_BOX_MS = 20_000;

// Node timers end at 24.8 days and would fire at once beyond that; the step is asked again after this long.
const LONGEST_WAIT_MS = 20 * 86_400_000;

/** An instant for a Wait state: `at`, or as far ahead as a wait may be. RFC 3339. */
export function waitUntil(at: number, now: number): string {
  return new Date(Math.min(at, now + LONGEST_WAIT_MS)).toISOString();
}

export type Sleep = (ms: number) => Promise<void>;

/** What a looping step takes besides its dependencies; tests pass their own. */
export interface Timing {
  readonly sleep: Sleep;
  /** In [0, 1): spreads retries. */
  readonly random: () => number;
}

export const realTiming: Timing = {
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  random: Math.random,
};
