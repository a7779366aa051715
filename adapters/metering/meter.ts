import { AsyncLocalStorage } from 'node:async_hooks';
import { addUsage, NO_USAGE, type Usage } from '../../core/costs/usage.ts';

/** What one piece of work has used so far. */
export interface Tally {
  usage: Usage;
}

const tallies = new AsyncLocalStorage<Tally>();

/** Notes usage for the work under way; nothing happens where nobody meters it. */
export function count(usage: Partial<Usage>): void {
  const tally = tallies.getStore();
  if (tally) tally.usage = addUsage(tally.usage, usage);
}

/** Runs work that counts into `tally`. Work that runs at the same time in one process is told apart. */
export function tallied<T>(tally: Tally, work: () => Promise<T>): Promise<T> {
  return tallies.run(tally, work);
}

/** A tally of nothing. */
export const newTally = (): Tally => ({ usage: NO_USAGE });
