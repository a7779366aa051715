import * as z from 'zod';
import { pageOf, pagingSchema } from './page.ts';
import { timeSchema } from './time.ts';

const kind = z.enum(['segment-refresh']);

export const refreshQuerySchema = z.object({
  full: z
    .enum(['true', 'false'])
    .default('false')
    .meta({ description: 'Evaluate every customer, even those whom nothing can have changed' }),
});

export const startedRunSchema = z.object({ runId: z.string() });

export const runQuerySchema = pagingSchema.extend({ kind: kind.default('segment-refresh') });

const count = z.int();

/** How much of the work a refresh did; absent for one of the time before customers could be left out. */
const effort = {
  mode: z.enum(['full', 'incremental']).exactOptional(),
  evaluated: count.exactOptional().meta({ description: 'Customers' }),
  evaluations: count.exactOptional().meta({ description: 'Rules times customers' }),
};

/** A run in a list. */
export const runSummarySchema = z.object({
  runId: z.string(),
  kind: z.string(),
  status: z.enum(['running', 'succeeded', 'failed']),
  startedAt: timeSchema,
  finishedAt: timeSchema.exactOptional(),
  failure: z.string().exactOptional(),
  totals: z
    .object({ scanned: count, ...effort, changed: count, entered: count, left: count })
    .exactOptional()
    .meta({ description: 'Customers, and memberships that began and ended in all segments; once it has succeeded' }),
});

/** A run and how far it is, by the shards that have reported. */
export const runSchema = runSummarySchema
  .extend({
    ...effort,
    progress: z.object({ shards: count, shardsDone: count, scanned: count, changed: count, ratio: z.number() }),
  })
  .meta({ id: 'Run' });

export const runListSchema = pageOf(runSummarySchema);

export type RunSummaryResponse = z.infer<typeof runSummarySchema>;
export type RunResponse = z.infer<typeof runSchema>;
