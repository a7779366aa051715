import { Duration } from 'aws-cdk-lib';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import type { IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { parseCron } from '../../core/schedules/cron.ts';
import { eventBridgeCron } from '../../core/schedules/eventBridgeCron.ts';
import type { Stage } from '../stage.ts';
import { DEFAULT_REFRESH } from '../../core/workspace/settings.ts';

export interface RefreshScheduleProps {
  readonly stage: Stage;
  readonly machine: IStateMachine;
  readonly role: IRole;
}

/** The one schedule's name, by which the API changes its times. */
export const refreshScheduleName = (stage: Stage): string => `${stage.prefix}refresh`;

/**
 * Starts the refresh every night until the workspace's settings say otherwise. From then on its times belong to the
 * settings: the API updates it. CloudFormation touches it only where this definition changes, and would then set the
 * times back; so it must not change (tests/infra/schedule.test.ts holds it).
 */
export class RefreshSchedule extends CfnSchedule {
  constructor(scope: Construct, id: string, { stage, machine, role }: RefreshScheduleProps) {
    const parsed = parseCron(DEFAULT_REFRESH.cron);
    if (!parsed.ok) throw new Error(parsed.reason);
    super(scope, id, {
      name: refreshScheduleName(stage),
      description: 'Refreshes all segments, so that rules about time stay true for customers nothing happened to',
      scheduleExpression: eventBridgeCron(parsed.cron),
      scheduleExpressionTimezone: DEFAULT_REFRESH.timeZone,
      state: 'ENABLED',
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: machine.stateMachineArn,
        roleArn: role.roleArn,
        retryPolicy: { maximumRetryAttempts: 10, maximumEventAgeInSeconds: Duration.hours(6).toSeconds() },
      },
    });
  }
}
