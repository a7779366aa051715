import type { Deps } from '../../app/ports/deps.ts';
import { createFitQuantities } from '../../functions/tasks/FitQuantities.ts';
import { createSummariseShard, type SummarisedShard } from '../../functions/tasks/SummariseShard.ts';

export type FitDeps = Pick<Deps, 'stores' | 'clock' | 'log'>;

/** One shard summed up to its end. Returns how many time slices that took. */
export async function summarise(deps: FitDeps, runId: string, shard: number): Promise<number> {
  let result: SummarisedShard | undefined;
  do {
    result = await createSummariseShard(deps)({ runId, shard, ...(result && { result }) });
  } while (!result.done);
  return result.next;
}

/** The part of a refresh that comes before segments are evaluated. */
export async function fitRun(deps: FitDeps, runId: string, shards: number): Promise<boolean> {
  for (let shard = 0; shard < shards; shard++) await summarise(deps, runId, shard);
  return (await createFitQuantities(deps)({ runId })).fitted;
}
