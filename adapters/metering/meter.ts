import { AsyncLocalStorage } from 'node:async_hooks';
import { addUsage, NO_USAGE, type Usage } from '../../core/costs/usage.ts';

/** What one piece of work has used so far. */
interface Tally {
  usage: Usage;
}

const tallies = new AsyncLocalStorage<Tally>();

/** Notes usage for the work under way; nothing happens where nobody meters it. */
export function count(usage: Partial<Usage>): void {
  const tally = tallies.getStore();
  if (tally) tally.usage = addUsage(tally.usage, usage);
}

const DEFAULT_MEMORY_MB = 512;

/** The memory of this function; on one machine, what most functions have in AWS. */
function memoryGb(): number {
  return Number(process.env['AWS_LAMBDA_FUNCTION_MEMORY_SIZE'] ?? DEFAULT_MEMORY_MB) / 1024;
}

/**
 * Runs one invocation and hands what it used to `keep`, also where it fails: a failed try is billed as well. Work that
 * runs at the same time in one process is told apart.
 */
export async function metered<T>(
  work: () => Promise<T>,
  keep: (usage: Usage, result?: T) => Promise<void>,
): Promise<T> {
  const tally: Tally = { usage: NO_USAGE };
  const started = performance.now();
  const end = async (result?: T) => {
    const seconds = (performance.now() - started) / 1_000;
    await keep(addUsage(tally.usage, { lambdaRequests: 1, lambdaGbSeconds: seconds * memoryGb() }), result);
  };
  try {
    const result = await tallies.run(tally, work);
    await end(result);
    return result;
  } catch (error) {
    await end();
    throw error;
  }
}
