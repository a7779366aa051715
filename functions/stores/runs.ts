import { z } from 'zod';
import { WORKFLOWS, type WorkflowName } from '../shared/names.ts';
import { createDefinitions } from './definitions.ts';
import type { Database } from './dynamo/database.ts';
import { decodeValue, encodeDocument, padded } from './dynamo/documents.ts';
import { putItem } from './dynamo/items.ts';
import { queryAll } from './dynamo/query.ts';
import type { Definitions } from './records.ts';

/** One execution of a workflow that people follow. */
export interface Run {
  readonly id: string;
  readonly kind: WorkflowName;
  readonly status: 'running' | 'succeeded' | 'failed';
  readonly startedAt: number;
  readonly finishedAt?: number;
  readonly shards: number;
  readonly failure?: string;
}

/** What one shard of a refresh found. */
export interface RunShard {
  readonly shard: number;
  readonly scanned: number;
  readonly changed: number;
  /** By segment id. */
  readonly segments: Readonly<
    Record<string, { readonly size: number; readonly entered: number; readonly left: number }>
  >;
}

export interface RunStore extends Definitions<Run> {
  /** Idempotent: the last writing wins. */
  saveShard(runId: string, result: RunShard): Promise<void>;
  /** By shard. Strongly consistent. */
  shardsOf(runId: string): Promise<RunShard[]>;
}

const runSchema: z.ZodType<Run> = z.object({
  id: z.string(),
  kind: z.enum(WORKFLOWS),
  status: z.enum(['running', 'succeeded', 'failed']),
  startedAt: z.number(),
  finishedAt: z.number().exactOptional(),
  shards: z.number(),
  failure: z.string().exactOptional(),
});

const shardSchema: z.ZodType<RunShard> = z.object({
  shard: z.number(),
  scanned: z.number(),
  changed: z.number(),
  segments: z.record(z.string(), z.object({ size: z.number(), entered: z.number(), left: z.number() })),
});

export function createRunStore(database: Database): RunStore {
  const partitionOf = (runId: string) => `run#${runId}`;
  return {
    ...createDefinitions(database, { name: 'run', partition: 'runs', schema: runSchema }),
    async saveShard(runId, result) {
      const key = { pk: partitionOf(runId), sk: `shard#${padded(result.shard, 3)}` };
      await putItem(database, 'control', encodeDocument(key, result));
    },
    async shardsOf(runId) {
      const items = await queryAll(database, {
        table: 'control',
        partition: { name: 'pk', value: partitionOf(runId) },
        consistent: true,
      });
      return items.map((item) => decodeValue(item, shardSchema));
    },
  };
}
