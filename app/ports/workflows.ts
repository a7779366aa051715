import type { WorkflowName } from '../../core/workspace/workflows.ts';

export type ExecutionStatus = 'running' | 'succeeded' | 'failed' | 'unknown';

export interface Workflows {
  /** Starts an execution; a second start under the same name does nothing. `input` is plain JSON. */
  start(name: WorkflowName, executionName: string, input: unknown): Promise<void>;
  /** `unknown`: no such execution. An aborted or timed-out one counts as failed. */
  status(name: WorkflowName, executionName: string): Promise<ExecutionStatus>;
}
