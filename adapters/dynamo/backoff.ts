/** Waits before another try; `attempt` counts from 0. */
export type Backoff = (attempt: number) => Promise<void>;

/** How often anything is tried before it is given up. */
export const MAX_TRIES = 10;

const FIRST_MS = 10;
const LONGEST_MS = 200;

/** Exponential with full jitter, so that those who collided once do not collide again. Never longer than 200 ms. */
export function createBackoff(random: () => number): Backoff {
  return (attempt) => {
    const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** attempt);
    return new Promise((resolve) => setTimeout(resolve, Math.ceil(random() * ceiling)));
  };
}
