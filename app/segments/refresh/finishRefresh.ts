import type { Run, RunShard, RunTotals } from '../../../core/segments/run.ts';
import { NotFoundError, UnavailableError } from '../../../core/shared/errors.ts';
import type { Deps } from '../../ports/deps.ts';
import type { Stores } from '../../ports/stores/stores.ts';
import { metrics } from '../../shared/metrics.ts';
import { refreshEffort } from '../refreshEffort.ts';
import { sumSegments } from './found.ts';

/**
 * Adds the shards up: size and history of every segment, and the run has succeeded. `fitFailure` says why nothing was
 * not fitted, where the refresh went on without. Answers the status of the run. Throws UnavailableError while a shard has
 * not reported.
 */
export async function finishRefresh(
  { stores, clock, log }: Pick<Deps, 'stores' | 'clock' | 'log'>,
  runId: string,
  fitFailure: string | undefined,
): Promise<Run['status']> {
  const run = await stores.runs.get(runId);
  if (!run) throw new NotFoundError('run', runId);
  if (run.status !== 'running') return run.status;
  if (fitFailure !== undefined) await stores.population.saveFailure({ runId, at: clock(), reason: fitFailure });
  const shards = await stores.runs.shardsOf(runId);
  if (shards.length < run.shards) throw new UnavailableError(`${shards.length} of ${run.shards} shards have reported`);

  await saveSizes(stores, shards, run.startedAt);
  const totals = totalsOf(shards);
  const { scanned, changed, mode, evaluated } = totals;
  const { status } = await stores.runs.mutate(runId, (current) =>
    current.status === 'running' ? { ...current, status: 'succeeded', finishedAt: clock(), totals } : current,
  );
  const measured = { RefreshSeconds: (clock() - run.startedAt) / 1000, CustomersRefreshed: scanned };
  log.info({ runId, mode, scanned, evaluated, changed, ...metrics(measured, clock()) }, 'segments are refreshed');
  return status;
}

/** Size and history of every segment, as of the instant the run began. */
async function saveSizes(
  { segments }: Pick<Stores, 'segments'>,
  shards: readonly RunShard[],
  startedAt: number,
): Promise<void> {
  const known = new Set((await segments.all()).map(({ id }) => id));
  for (const [id, counts] of sumSegments(shards.map((shard) => shard.segments))) {
    // Deleted while the refresh ran.
    if (!known.has(id)) continue;
    await segments.addHistory(id, { at: startedAt, ...counts });
    await segments.mutate(id, (current) =>
      (current.refreshedAt ?? 0) >= startedAt ? current : { ...current, ...counts, refreshedAt: startedAt },
    );
  }
}

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
