import type { WorkflowName } from '../../../core/workspace/workflows.ts';

/** One execution of a state machine in the local runtime. Input and output are plain JSON. */
export interface Execution {
  readonly workflow: WorkflowName;
  readonly name: string;
  readonly status: 'running' | 'succeeded' | 'failed';
  readonly input: unknown;
  readonly startedAt: number;
  readonly finishedAt?: number;
  readonly output?: unknown;
  readonly error?: string;
}

export interface ExecutionStore {
  /** False where an execution of this workflow has the name already. */
  start(workflow: WorkflowName, name: string, input: unknown): Promise<boolean>;
  get(workflow: WorkflowName, name: string): Promise<Execution | undefined>;
  /** Finished ones are kept 30 days. */
  finish(
    workflow: WorkflowName,
    name: string,
    outcome: { readonly status: 'succeeded' | 'failed'; readonly output?: unknown; readonly error?: string },
  ): Promise<void>;
  /** What a crash left unfinished. */
  running(): Promise<Execution[]>;
}
