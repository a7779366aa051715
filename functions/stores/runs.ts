import { z } from 'zod';
import { WORKFLOWS, type WorkflowName } from '../shared/names.ts';
import { createDefinitions } from './definitions.ts';
import type { Database } from './dynamo/database.ts';
import {
  ABSENT,
  atVersion,
  decodeDocument,
  decodeValue,
  documentKey,
  encodeDocument,
  padded,
} from './dynamo/documents.ts';
import { type Condition, getItem, putItem } from './dynamo/items.ts';
import { queryAll } from './dynamo/query.ts';
import { createTransact, TransactionFailedError, type WriteOperation } from './dynamo/transact.ts';
import type { Definitions, StoredItem, Versioned } from './records.ts';

/** One execution of a workflow that people follow. */
export interface Run {
  readonly id: string;
  readonly kind: WorkflowName;
  readonly status: 'running' | 'succeeded' | 'failed';
  readonly startedAt: number;
  readonly finishedAt?: number;
  readonly shards: number;
  /** Evaluate everybody, whatever is remembered. */
  readonly full?: boolean;
  readonly failure?: string;
  /** What it found, all shards and segments together; known when it has succeeded. */
  readonly totals?: RunTotals;
}

export interface RunTotals extends RefreshEffort {
  readonly scanned: number;
  readonly changed: number;
  /** Memberships, not customers: who entered two segments counts twice. */
  readonly entered: number;
  readonly left: number;
}

/** How much of the work a refresh did; known of every shard since refreshes can leave customers out. */
export interface RefreshEffort {
  /** `full`: everybody was evaluated. */
  readonly mode?: 'full' | 'incremental';
  /** Customers who were evaluated because something can have changed. */
  readonly evaluated?: number;
  /** Rules times customers. */
  readonly evaluations?: number;
}

/** Which run of a kind is the current one, and the execution that works on it. */
export interface CurrentRun {
  readonly runId: string;
  readonly execution: string;
}

/** What one shard of a refresh found. */
export interface RunShard extends RefreshEffort {
  readonly shard: number;
  readonly scanned: number;
  readonly changed: number;
  /** By segment id. */
  readonly segments: Readonly<
    Record<string, { readonly size: number; readonly entered: number; readonly left: number }>
  >;
}

export interface RunStore extends Definitions<Run> {
  /** The latest run of a kind, over or not. Strongly consistent. */
  current(kind: WorkflowName): Promise<Versioned<CurrentRun> | undefined>;
  /**
   * Stores a new run and makes it the current one of its kind, both or neither. False where another became current
   * since `before` was read, or the run is stored already.
   */
  begin(run: Run, execution: string, before: Versioned<CurrentRun> | undefined): Promise<boolean>;
  /** Idempotent: the last writing wins. */
  saveShard(runId: string, result: RunShard): Promise<void>;
  /** By shard. Strongly consistent. */
  shardsOf(runId: string): Promise<RunShard[]>;
}

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
