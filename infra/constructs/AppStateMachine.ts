import { ArnFormat, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { DefinitionBody, LogLevel, StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { Stage } from '../stage.ts';
import { acknowledgeStateMachine } from './AppStateMachine.acks.ts';
import type { AppFunction } from './AppFunction.ts';
import { AppLogGroup } from './AppLogGroup.ts';
import { runsDistributedMaps, workflowSource } from './workflowSource.ts';
import type { WorkflowName } from '../../core/workspace/workflows.ts';

export interface AppStateMachineProps {
  readonly stage: Stage;
  /** The function behind each `${placeholder}` of the ASL file. */
  readonly tasks: Readonly<Record<string, AppFunction>>;
}

/** A standard workflow from `workflows/<name>.asl.json`, the copy that the local runtime runs as well. */
export class AppStateMachine extends Construct {
  readonly machine: StateMachine;

  constructor(scope: Construct, name: WorkflowName, { stage, tasks }: AppStateMachineProps) {
    super(scope, name);
    const source = workflowSource(name, Object.keys(tasks));
    const functions = Object.entries(tasks).map(([task, { lambda }]) => ({ task, arn: lambda.functionArn }));
    this.machine = new StateMachine(this, 'Machine', {
      stateMachineName: stage.prefix + name,
      stateMachineType: StateMachineType.STANDARD,
      definitionBody: DefinitionBody.fromString(source),
      definitionSubstitutions: Object.fromEntries(functions.map(({ task, arn }) => [task, arn])),
      tracingEnabled: true,
      // Inputs and outputs are ids only, but nothing is gained by keeping them twice.
      logs: {
        // Step Functions may write only to groups whose resource policy fits; this prefix keeps that policy short.
        destination: new AppLogGroup(this, 'Logs', stage, `/aws/vendedlogs/states/${stage.prefix}${name}`),
        level: LogLevel.ALL,
        includeExecutionData: false,
      },
    });
    this.machine.addToRolePolicy(
      new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: functions.map(({ arn }) => arn) }),
    );
    if (runsDistributedMaps(source)) this.#allowDistributedMaps(stage.prefix + name);
    acknowledgeStateMachine(this, stage.prefix + name);
  }

  // A distributed map runs its items as executions of the machine itself.
  #allowDistributedMaps(machineName: string): void {
    const arn = (resource: string, resourceName: string) =>
      Stack.of(this).formatArn({
        service: 'states',
        resource,
        resourceName,
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      });
    this.machine.addToRolePolicy(
      new PolicyStatement({ actions: ['states:StartExecution'], resources: [arn('stateMachine', machineName)] }),
    );
    this.machine.addToRolePolicy(
      new PolicyStatement({
        actions: ['states:DescribeExecution', 'states:StopExecution', 'states:RedriveExecution'],
        resources: [arn('execution', `${machineName}/*`), arn('execution', `${machineName}:*`)],
      }),
    );
  }
}
