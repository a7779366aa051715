import { NotFoundError } from '../../core/shared/errors.ts';
import { type Shard, shardsOf } from '../../core/shared/shards.ts';
import type { Run } from '../../core/segments/run.ts';
import type { Stores } from '../ports/stores/stores.ts';

/** A run of the refresh and the customers of one of its shards. Throws NotFoundError. */
export async function runShardOf(
  { runs }: Pick<Stores, 'runs'>,
  runId: string,
  shard: number,
): Promise<{ readonly run: Run; readonly range: Shard }> {
  const run = await runs.get(runId);
  const range = run && shardsOf(run.shards)[shard];
  if (!range) throw new NotFoundError('shard of a run', `${runId}/${shard}`);
  return { run, range };
}
