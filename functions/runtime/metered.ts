import { newTally, tallied } from '../../adapters/metering/meter.ts';
import { addUsage, type Usage } from '../../core/costs/usage.ts';

const DEFAULT_MEMORY_MB = 512;

/** The memory of this function; on one machine, what most functions have in AWS. */
function memoryGb(): number {
  return Number(process.env['AWS_LAMBDA_FUNCTION_MEMORY_SIZE'] ?? DEFAULT_MEMORY_MB) / 1024;
}

/** Runs one invocation and hands what it used to `keep`, also where it fails: a failed try is billed as well. */
export async function metered<T>(
  work: () => Promise<T>,
  keep: (usage: Usage, result?: T) => Promise<void>,
): Promise<T> {
  const tally = newTally();
  const started = performance.now();
  const end = async (result?: T) => {
    const seconds = (performance.now() - started) / 1_000;
    await keep(addUsage(tally.usage, { lambdaRequests: 1, lambdaGbSeconds: seconds * memoryGb() }), result);
  };
  try {
    const result = await tallied(tally, work);
    await end(result);
    return result;
  } catch (error) {
    await end();
    throw error;
  }
}
