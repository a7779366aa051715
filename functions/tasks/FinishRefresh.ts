import { z } from 'zod';
import { NotFoundError, UnavailableError } from '../../core/shared/errors.ts';
import { refreshEffort } from '../../app/segments/refreshEffort.ts';
import type { Deps } from '../../app/ports/deps.ts';
import { metrics } from '../../app/shared/metrics.ts';
import { lazy } from '../runtime/lazy.ts';
import { clock, log, stores } from '../runtime/providers.ts';
import { caughtSchema, reasonOf } from '../../app/ports/workflowInputs.ts';
import { sumSegments } from '../../app/segments/refresh/found.ts';
import type { RunShard, RunTotals } from '../../core/segments/run.ts';

const inputSchema = z.object({
  runId: z.string().min(1),
  /** Why quantities were not fitted, where the workflow went on without. */
  error: caughtSchema.exactOptional(),
});

/** Adds the shards up: size and history of every segment, and the run has succeeded. */
export const createFinishRefresh =
  ({ stores, clock, log }: Pick<Deps, 'stores' | 'clock' | 'log'>) =>
  async (input: unknown): Promise<{ readonly status: string }> => {
    const { runId, error } = inputSchema.parse(input);
    const run = await stores.runs.get(runId);
    if (!run) throw new NotFoundError('run', runId);
    if (run.status !== 'running') return { status: run.status };
    if (error) await stores.quantities.saveFailure({ runId, at: clock(), reason: reasonOf(error) });
    const shards = await stores.runs.shardsOf(runId);
    if (shards.length < run.shards)
      throw new UnavailableError(`${shards.length} of ${run.shards} shards have reported`);

    const known = new Set((await stores.segments.all()).map((segment) => segment.id));
    for (const [id, counts] of sumSegments(shards.map((shard) => shard.segments))) {
      // Deleted while the refresh ran.
      if (!known.has(id)) continue;
      await stores.segments.addHistory(id, { at: run.startedAt, ...counts });
      await stores.segments.mutate(id, (current) =>
        (current.refreshedAt ?? 0) >= run.startedAt ? current : { ...current, ...counts, refreshedAt: run.startedAt },
      );
    }
    const totals = totalsOf(shards);
    const { scanned, changed, mode, evaluated } = totals;
    const { status } = await stores.runs.mutate(runId, (current) =>
      current.status === 'running' ? { ...current, status: 'succeeded', finishedAt: clock(), totals } : current,
    );
    const measured = { RefreshSeconds: (clock() - run.startedAt) / 1000, CustomersRefreshed: scanned };
    log.info({ runId, mode, scanned, evaluated, changed, ...metrics(measured, clock()) }, 'segments are refreshed');
    return { status };
  };

function totalsOf(shards: readonly RunShard[]): RunTotals {
  const sum = (count: (shard: RunShard) => number) => shards.reduce((total, shard) => total + count(shard), 0);
  const inSegments = (what: 'entered' | 'left') => (shard: RunShard) =>
    Object.values(shard.segments).reduce((total, counts) => total + counts[what], 0);
  return {
    scanned: sum(({ scanned }) => scanned),
    ...refreshEffort(shards),
    changed: sum(({ changed }) => changed),
    entered: sum(inSegments('entered')),
    left: sum(inSegments('left')),
  };
}

export const handler = lazy(createFinishRefresh, { stores, clock, log });
