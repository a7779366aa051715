import { z } from '@hono/zod-openapi';
import { refreshEffort } from '../../../app/segments/refreshEffort.ts';
import { time } from '../shapes.ts';
import { timeText } from '../../../core/shared/timeText.ts';
import type { Run, RunShard } from '../../../core/segments/run.ts';

const count = z.int();

const effort = {
  mode: z.enum(['full', 'incremental']).optional(),
  evaluated: count.optional(),
  evaluations: count.optional(),
};

export const runSummaryShape = z.object({
  runId: z.string(),
  kind: z.string(),
  status: z.enum(['running', 'succeeded', 'failed']),
  startedAt: time,
  finishedAt: time.optional(),
  failure: z.string().optional(),
  totals: z
    .object({ scanned: count, ...effort, changed: count, entered: count, left: count })
    .optional()
    .meta({ description: 'Customers, and memberships that began and ended in all segments; once it has succeeded' }),
});

export const runShape = runSummaryShape.extend({
  ...effort,
  progress: z.object({ shards: count, shardsDone: count, scanned: count, changed: count, ratio: z.number() }),
});

export function runSummaryView(run: Run): z.infer<typeof runSummaryShape> {
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
export function runView(run: Run, shards: readonly RunShard[]): z.infer<typeof runShape> {
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
