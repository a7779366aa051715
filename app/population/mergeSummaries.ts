import { createMerger, type MergedSummary } from '../../core/population/shopSummary.ts';
import type { Run } from '../../core/segments/run.ts';
import { UnavailableError } from '../../core/shared/errors.ts';
import type { Stores } from '../ports/stores/stores.ts';
import { attempt, type Outcome } from './attempt.ts';

/**
 * What the shards of a run summed up, together. What is read and cannot be merged is told; a read that fails, and a shard
 * that is not summed up (UnavailableError), are thrown: the workflow tries again.
 */
export async function mergeSummaries(
  { population }: Pick<Stores, 'population'>,
  run: Run,
): Promise<Outcome<MergedSummary>> {
  const merger = createMerger();
  const ended = new Set<number>();
  for await (const { shard, done, parts } of population.summaries(run.id)) {
    // Time slices beyond the last are left over from a try that was slower.
    if (shard >= run.shards || ended.has(shard)) continue;
    const added = attempt(() => {
      merger.add(parts);
    });
    if (!added.ok) return added;
    if (done) ended.add(shard);
  }
  if (ended.size < run.shards) throw new UnavailableError(`${ended.size} of ${run.shards} shards are summed up`);
  return attempt(() => merger.result());
}
