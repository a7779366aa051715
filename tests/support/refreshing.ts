import type { Deps } from '../../app/ports/deps.ts';
import { createFinishRefresh } from '../../functions/tasks/FinishRefresh.ts';
import { createPrepareRefresh } from '../../functions/tasks/PrepareRefresh.ts';
import { createRefreshShard, type RefreshedShard } from '../../functions/tasks/RefreshShard.ts';
import { fitRun } from './fitting.ts';

export type RefreshDeps = Pick<Deps, 'stores' | 'clock' | 'ids' | 'log' | 'workflows' | 'blobs'>;

/** A whole refresh, its Tasks in the order of the workflow. Returns its run. */
export async function refresh(deps: RefreshDeps, start: { readonly runId?: string } = {}): Promise<string> {
  const { runId, goesOn, shards } = await createPrepareRefresh(deps)(start);
  if (!goesOn) throw new Error('another refresh is under way');
  await fitRun(deps, runId, shards.length);
  for (const { shard } of shards) await refreshShard(deps, runId, shard);
  await createFinishRefresh(deps)({ runId });
  return runId;
}

/** One shard to its end. */
export async function refreshShard(deps: RefreshDeps, runId: string, shard: number): Promise<void> {
  let result: RefreshedShard | undefined;
  do {
    result = await createRefreshShard(deps)({ runId, shard, ...(result && { result }) });
  } while (!result.done);
}

/** How much of the work the refresh did, all shards together. */
export async function effortOf({ stores }: Pick<RefreshDeps, 'stores'>, runId: string) {
  const shards = await stores.runs.shardsOf(runId);
  const sum = (pick: (shard: (typeof shards)[number]) => number) => shards.reduce((all, each) => all + pick(each), 0);
  return {
    modes: [...new Set(shards.map(({ mode }) => mode))],
    scanned: sum(({ scanned }) => scanned),
    evaluated: sum(({ evaluated = 0 }) => evaluated),
    evaluations: sum(({ evaluations = 0 }) => evaluations),
    changed: sum(({ changed }) => changed),
  };
}
