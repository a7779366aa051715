import type { WorkflowName } from '../workspace/workflows.ts';

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
