import type { Definitions, Versioned } from './records.ts';
import type { Run, CurrentRun, RunShard } from '../../../core/segments/run.ts';
import type { WorkflowName } from '../../../core/workspace/workflows.ts';

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
