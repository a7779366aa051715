import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { AlarmWithRunbook } from '../constructs/AlarmWithRunbook.ts';
import { AppFunction } from '../constructs/AppFunction.ts';
import { AppStateMachine } from '../constructs/AppStateMachine.ts';
import type { Backing } from '../constructs/Backing.ts';
import { RefreshSchedule } from '../constructs/RefreshSchedule.ts';
import { tasksOf } from '../constructs/workflowSource.ts';
import { stepSpec } from '../functions.ts';
import type { WorkflowName } from '../../core/workspace/workflows.ts';

const IMPACT: Readonly<Record<WorkflowName, string>> = {
  campaign: 'A campaign is halted: some of its audience has not been mailed.',
  'segment-refresh': 'Segments are as old as the last refresh that worked.',
  import: 'An uploaded file was not read to its end.',
};

/** The state machines and the functions behind their Tasks. */
export class WorkflowsStack extends Stack {
  constructor(scope: Construct, id: string, { backing, ...props }: StackProps & { readonly backing: Backing }) {
    super(scope, id, props);
    const workflow = (name: WorkflowName) => {
      const tasks = tasksOf(name).map((task) => [task, new AppFunction(this, task, stepSpec(task), backing)] as const);
      const { machine } = new AppStateMachine(this, name, { stage: backing.stage, tasks: Object.fromEntries(tasks) });
      new AlarmWithRunbook(this, `${name}-failed`, {
        metric: machine.metricFailed({ period: Duration.minutes(5) }),
        above: 0,
        impact: IMPACT[name],
        runbook: `${name}-failed`,
      });
      return machine;
    };
    workflow('campaign');
    workflow('import');
    const refresh = workflow('segment-refresh');

    const { stage, refreshRole } = backing;
    if (refreshRole === undefined) throw new Error('the API stack makes the role of the schedule');
    new RefreshSchedule(this, 'RefreshSchedule', { stage, machine: refresh, role: refreshRole });
  }
}
