import { z } from '@hono/zod-openapi';
import { NotFoundError } from '../../../core/shared/errors.ts';
import { plain, route, type Route } from '../route.ts';
import { byId, time, timeText } from '../shapes.ts';

const runShape = z.object({
  runId: z.string(),
  kind: z.string(),
  status: z.enum(['running', 'succeeded', 'failed']),
  startedAt: time,
  finishedAt: time.optional(),
  failure: z.string().optional(),
  progress: z.object({ shards: z.int(), shardsDone: z.int(), scanned: z.int(), changed: z.int(), ratio: z.number() }),
});

export const runRoutes: readonly Route[] = [
  route({
    ...plain,
    method: 'get',
    path: '/api/v1/runs/{id}',
    role: 'viewer',
    summary: 'How far a segment refresh is',
    params: byId,
    answers: { 200: runShape },
    handle: async ({ stores }, { params: { id } }) => {
      const [run, shards] = await Promise.all([stores.runs.get(id), stores.runs.shardsOf(id)]);
      if (!run) throw new NotFoundError('run', id);
      const sum = (pick: (shard: (typeof shards)[number]) => number) =>
        shards.reduce((total, shard) => total + pick(shard), 0);
      const progress = {
        shards: run.shards,
        shardsDone: shards.length,
        scanned: sum(({ scanned }) => scanned),
        changed: sum(({ changed }) => changed),
        ratio: run.status === 'succeeded' ? 1 : run.shards === 0 ? 0 : shards.length / run.shards,
      };
      const { kind, status, startedAt, finishedAt, failure } = run;
      return {
        status: 200,
        body: {
          runId: id,
          kind,
          status,
          startedAt: timeText(startedAt),
          ...(finishedAt !== undefined && { finishedAt: timeText(finishedAt) }),
          ...(failure !== undefined && { failure }),
          progress,
        },
      };
    },
  }),
];
