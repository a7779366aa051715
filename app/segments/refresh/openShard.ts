import type { EvaluationContext } from '../../../core/segments/evaluation/context.ts';
import { compileRefresh, type RefreshRules } from '../../../core/segments/refresh/refreshRules.ts';
import { externalDependencies } from '../../../core/segments/rule/externalDependency.ts';
import type { Shard } from '../../../core/shared/shards.ts';
import { evaluationContext } from '../../evaluation/evaluationContext.ts';
import { runShardOf } from '../../evaluation/runShard.ts';
import { createSendLookup } from '../../evaluation/sendLookup.ts';
import type { Deps } from '../../ports/deps.ts';
import { type Found, nothingFound } from './found.ts';
import { beginIndex, type ShardIndex } from './shardIndex.ts';
import { surveyFields } from './surveyFields.ts';

/** All that a time slice of refreshing one shard goes by. */
export interface OpenShard {
  /** When the run began, epoch ms: all shards evaluate as of this instant. */
  readonly at: number;
  readonly range: Shard;
  readonly rules: RefreshRules;
  readonly context: EvaluationContext;
  readonly index: ShardIndex;
  /** What the time slices before found. */
  readonly before: Found;
  /** The fields that are read of everybody; undefined: all. */
  readonly fields: readonly string[] | undefined;
}

/** `before` is undefined in the first time slice. Throws NotFoundError where the run has no such shard. */
export async function openShard(
  deps: Pick<Deps, 'stores' | 'blobs' | 'log'>,
  { runId, shard, before }: { readonly runId: string; readonly shard: number; readonly before: Found | undefined },
): Promise<OpenShard> {
  const { stores } = deps;
  const { run, range } = await runShardOf(stores, runId, shard);
  const at = run.startedAt;
  const segments = await stores.segments.all();
  const rules = compileRefresh(segments, (rule, lookup) => externalDependencies(rule, lookup).size > 0);
  const left = { from: before?.after?.bucket ?? range.from, to: range.to };
  const sendsOf = await createSendLookup(
    stores,
    segments.map(({ rule }) => rule),
    left,
    { at },
  );
  const context = await evaluationContext(stores, at, { sendsOf, fresh: true });
  const full = run.full === true || before?.mode === 'full';
  const index = await beginIndex(deps, { runId, range, context, segments, full });
  return {
    at,
    range,
    rules,
    context,
    index,
    before: before ?? nothingFound(index.incremental ? 'incremental' : 'full', rules.ids),
    fields: index.incremental ? surveyFields(segments, rules) : undefined,
  };
}
