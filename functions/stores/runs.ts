import type { Definitions } from './records.ts';

/** One execution of a workflow that people follow. */
export interface Run {
  readonly id: string;
  readonly kind: 'segment-refresh';
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
