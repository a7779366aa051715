import { z } from 'zod';
import { createDefinitions } from './definitions.ts';
import type { Database } from '../dynamo/database.ts';
import {
  ABSENT,
  atVersion,
  decodeDocument,
  decodeValue,
  documentKey,
  encodeDocument,
  padded,
} from '../dynamo/documents.ts';
import { type Condition, getItem, putItem } from '../dynamo/items.ts';
import { queryAll } from '../dynamo/query.ts';
import { createTransact } from '../dynamo/transact.ts';
import { WORKFLOWS, type WorkflowName } from '../../core/workspace/workflows.ts';
import { TransactionFailedError, type WriteOperation } from '../../app/ports/stores/transact.ts';
import type { StoredItem } from '../../app/ports/stores/records.ts';
import type { Run, CurrentRun, RunShard } from '../../core/segments/run.ts';
import type { RunStore } from '../../app/ports/stores/runs.ts';

const effortFields = {
  mode: z.enum(['full', 'incremental']).exactOptional(),
  evaluated: z.number().exactOptional(),
  evaluations: z.number().exactOptional(),
};

const runSchema: z.ZodType<Run> = z.object({
  id: z.string(),
  kind: z.enum(WORKFLOWS),
  status: z.enum(['running', 'succeeded', 'failed']),
  startedAt: z.number(),
  finishedAt: z.number().exactOptional(),
  shards: z.number(),
  full: z.boolean().exactOptional(),
  failure: z.string().exactOptional(),
  totals: z
    .object({ scanned: z.number(), changed: z.number(), entered: z.number(), left: z.number(), ...effortFields })
    .exactOptional(),
});

const currentSchema: z.ZodType<CurrentRun> = z.object({ runId: z.string(), execution: z.string() });

const shardSchema: z.ZodType<RunShard> = z.object({
  shard: z.number(),
  ...effortFields,
  scanned: z.number(),
  changed: z.number(),
  segments: z.record(z.string(), z.object({ size: z.number(), entered: z.number(), left: z.number() })),
});

const PARTITION = 'runs';

export function createRunStore(database: Database): RunStore {
  const partitionOf = (runId: string) => `run#${runId}`;
  const currentKey = (kind: WorkflowName) => ({ pk: 'runs-current', sk: kind });
  const transact = createTransact(database);
  const put = (item: StoredItem, condition: Condition): WriteOperation => ({
    table: 'control',
    action: 'Put',
    input: { Item: item, ...condition },
  });
  return {
    ...createDefinitions(database, { name: 'run', partition: PARTITION, schema: runSchema }),
    async current(kind) {
      const item = await getItem(database, 'control', documentKey(currentKey(kind)));
      return item && decodeDocument(item, currentSchema);
    },
    async begin(run, execution, before) {
      const version = before?.version ?? 0;
      const current: CurrentRun = { runId: run.id, execution };
      try {
        await transact([
          put(encodeDocument({ pk: PARTITION, sk: run.id }, run, { version: 1 }), ABSENT),
          put(encodeDocument(currentKey(run.kind), current, { version: version + 1 }), atVersion(version)),
        ]);
        return true;
      } catch (error) {
        const overtaken =
          error instanceof TransactionFailedError && error.failed.some(({ reason }) => reason === 'condition');
        if (overtaken) return false;
        throw error;
      }
    },
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
