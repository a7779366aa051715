import type { Sleep } from '../../shared/timeBox.ts';

/** Keeps a worker at its share of the account's rate. Several calls may wait at once; each gets its own slot. */
export interface RateLimiter {
  /** Waits until `messages` may leave. */
  take(messages: number): Promise<void>;
  /** SES said too fast: half the rate for the next while. */
  slowDown(): void;
  /** SES took a call: a tenth of the full rate back. */
  speedUp(): void;
}

const SLOWEST = 1 / 64;

/** `rate` in messages a second. */
export function createRateLimiter(rate: number, clock: () => number, sleep: Sleep): RateLimiter {
  let share = 1;
  let free = clock();
  return {
    async take(messages) {
      const now = clock();
      const turn = Math.max(now, free);
      free = turn + (messages / (rate * share)) * 1000;
      if (turn > now) await sleep(turn - now);
    },
    slowDown() {
      share = Math.max(share / 2, SLOWEST);
    },
    speedUp() {
      share = Math.min(share + 0.1, 1);
    },
  };
}
