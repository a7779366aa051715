import type { Run } from '../../../core/segments/run.ts';
import type { Deps } from '../../ports/deps.ts';

/**
 * Marks a refresh failed and keeps why. Memberships written so far are right; the next refresh completes them. Answers
 * the status of its run.
 */
export async function failRefresh(
  { stores, clock, log }: Pick<Deps, 'stores' | 'clock' | 'log'>,
  runId: string | undefined,
  failure: string,
): Promise<Run['status']> {
  log.error({ runId, error: failure }, 'a segment refresh failed');
  // A scheduled run that failed before it had a record leaves the log and the failed execution.
  if (runId === undefined || !(await stores.runs.get(runId))) return 'failed';
  const { status } = await stores.runs.mutate(runId, (current) =>
    current.status === 'running' ? { ...current, status: 'failed', finishedAt: clock(), failure } : current,
  );
  return status;
}
