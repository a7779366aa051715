import type { RunResponse, RunSummaryResponse } from '../../../contract/runs.ts';
import { refreshEffort } from '../../../app/segments/refreshEffort.ts';
import { timeText } from '../../../core/shared/timeText.ts';
import type { Run, RunShard } from '../../../core/segments/run.ts';

export function runSummaryView(run: Run): RunSummaryResponse {
  const { id, kind, status, startedAt, finishedAt, failure, totals } = run;
  return {
    runId: id,
    kind,
    status,
    startedAt: timeText(startedAt),
    ...(finishedAt !== undefined && { finishedAt: timeText(finishedAt) }),
    ...(failure !== undefined && { failure }),
    ...(totals && { totals: { ...totals } }),
  };
}

/** With how far it is, by the shards that have reported. */
export function runView(run: Run, shards: readonly RunShard[]): RunResponse {
  const sum = (pick: (shard: RunShard) => number) => shards.reduce((total, shard) => total + pick(shard), 0);
  const progress = {
    shards: run.shards,
    shardsDone: shards.length,
    scanned: sum(({ scanned }) => scanned),
    changed: sum(({ changed }) => changed),
    ratio: run.status === 'succeeded' ? 1 : run.shards === 0 ? 0 : shards.length / run.shards,
  };
  return { ...runSummaryView(run), ...refreshEffort(shards), progress };
}
