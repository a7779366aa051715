import { ConflictError } from '../../core/shared/errors.ts';
import { openRefresh, type OpenDependencies } from './openRefresh.ts';

/**
 * Starts a refresh of all segments and answers its run; `full` evaluates everybody, whatever the one before remembered.
 * Throws ConflictError with the `runId` of one under way.
 */
export async function startRefresh(
  deps: OpenDependencies,
  { full = false }: { readonly full?: boolean } = {},
): Promise<{ readonly runId: string }> {
  const { stores, workflows, clock } = deps;
  const opened = await openRefresh(deps, { full });
  if (opened.kind === 'busy') throw new ConflictError('a refresh is under way', { runId: opened.runId });
  const runId = opened.run.id;
  try {
    await workflows.start('segment-refresh', runId, { runId });
  } catch (error) {
    // Should it have started all the same, it finds its run over and ends.
    const failure = 'The workflow could not be started.';
    await stores.runs.mutate(runId, (run) => ({ ...run, status: 'failed', finishedAt: clock(), failure }));
    throw error;
  }
  return { runId };
}
