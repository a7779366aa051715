import { DAY_MS } from './days.ts';

/** Clocks of shops are wrong by minutes and time zones by hours; more is a mistake that windows would carry for years. */
export function futureProblem(at: number, now: number): string | undefined {
  return at > now + DAY_MS ? 'must not lie more than a day ahead of now' : undefined;
}
