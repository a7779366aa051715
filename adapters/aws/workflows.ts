import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import type { ExecutionStatus, Workflows } from '../../app/ports/workflows.ts';
import type { WorkflowName } from '../../core/workspace/workflows.ts';

export interface WorkflowsOptions {
  /** ARN of the state machines up to their name, `arn:aws:states:<region>:<account>:stateMachine:peyk-`. */
  readonly arnPrefix: string;
  readonly endpoint?: string | undefined;
}

/** Step Functions, standard workflows. */
export function createWorkflows({ arnPrefix, endpoint }: WorkflowsOptions): Workflows {
  const client = new SFNClient(endpoint === undefined ? {} : { endpoint });
  const executionArn = (name: WorkflowName, executionName: string) =>
    `${arnPrefix.replace(':stateMachine:', ':execution:')}${name}:${executionName}`;

  return {
    async start(name, executionName, input) {
      const command = new StartExecutionCommand({
        stateMachineArn: `${arnPrefix}${name}`,
        name: executionName,
        input: JSON.stringify(input),
      });
      try {
        await client.send(command);
      } catch (error) {
        // The name is ours and says which run it is, so a closed execution of that name has done the work.
        if (!(error instanceof ExecutionAlreadyExists)) throw error;
      }
    },
    async status(name, executionName) {
      try {
        const command = new DescribeExecutionCommand({ executionArn: executionArn(name, executionName) });
        return statusOf((await client.send(command)).status);
      } catch (error) {
        if (error instanceof ExecutionDoesNotExist) return 'unknown';
        throw error;
      }
    },
  };
}

function statusOf(status: string | undefined): ExecutionStatus {
  if (status === 'SUCCEEDED') return 'succeeded';
  return status === 'RUNNING' || status === 'PENDING_REDRIVE' ? 'running' : 'failed';
}
