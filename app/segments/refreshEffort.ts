import type { RefreshEffort, RunShard } from '../../core/segments/run.ts';

/**
 * How much of the work a refresh did, all shards that have reported together. Empty for one of the time before
 * refreshes could leave customers out. One incremental shard makes it incremental.
 */
export function refreshEffort(shards: readonly RunShard[]): RefreshEffort {
  const known = shards.filter(({ mode }) => mode !== undefined);
  if (known.length === 0) return {};
  return {
    mode: known.some(({ mode }) => mode === 'incremental') ? 'incremental' : 'full',
    evaluated: known.reduce((sum, { evaluated = 0 }) => sum + evaluated, 0),
    evaluations: known.reduce((sum, { evaluations = 0 }) => sum + evaluations, 0),
  };
}
