import { ArnFormat, Stack } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { Stage } from '../stage.ts';
import type { WorkflowName } from '../../core/workspace/workflows.ts';

const WORKFLOW: WorkflowName = 'segment-refresh';

/**
 * As whom EventBridge Scheduler starts the refresh. It stands apart from the schedule because whoever changes the
 * schedule's times must be allowed to pass on this role, and the API is there before the workflows.
 */
export class RefreshRole extends Role {
  constructor(scope: Construct, id: string, stage: Stage) {
    const machine = Stack.of(scope).formatArn({
      service: 'states',
      resource: 'stateMachine',
      resourceName: stage.prefix + WORKFLOW,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    const start = new PolicyStatement({ actions: ['states:StartExecution'], resources: [machine] });
    super(scope, id, {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } },
      }),
      inlinePolicies: { start: new PolicyDocument({ statements: [start] }) },
    });
  }
}
