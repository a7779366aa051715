import { expect, it } from 'vitest';
import { givenTemplates, resourcesOf, type Loose } from './support.ts';

const templates = givenTemplates();

it('defines the schedule of refreshes as ever: a change would set its times back to every night', () => {
  const schedules = resourcesOf(templates, 'AWS::Scheduler::Schedule');
  expect(schedules).toHaveLength(1);
  const { Target, ...times }: Loose = schedules[0]![1].Properties;
  expect(times).toEqual({
    Name: 'peyk-dev-refresh',
    Description: 'Refreshes all segments, so that rules about time stay true for customers nothing happened to',
    ScheduleExpression: 'cron(0 3 * * ? *)',
    ScheduleExpressionTimezone: 'UTC',
    State: 'ENABLED',
    FlexibleTimeWindow: { Mode: 'OFF' },
  });
  expect(Target).toEqual({
    Arn: { Ref: expect.stringMatching(/^segmentrefreshMachine/) },
    RoleArn: { 'Fn::ImportValue': expect.stringContaining('RefreshRole') },
    RetryPolicy: { MaximumRetryAttempts: 10, MaximumEventAgeInSeconds: 21_600 },
  });
});

it('lets the scheduler start the refresh of this deployment and nothing else', () => {
  const role = resourcesOf(templates, 'AWS::IAM::Role').find(([id]) => id.startsWith('api/RefreshRole'));
  const { AssumeRolePolicyDocument, Policies }: Loose = role![1].Properties;
  expect(AssumeRolePolicyDocument.Statement).toMatchObject([
    {
      Principal: { Service: 'scheduler.amazonaws.com' },
      Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
    },
  ]);
  expect(Policies).toHaveLength(1);
  expect(Policies[0].PolicyDocument.Statement).toMatchObject([{ Action: 'states:StartExecution' }]);
  expect(JSON.stringify(Policies[0].PolicyDocument.Statement[0].Resource)).toContain(
    ':stateMachine:peyk-dev-segment-refresh',
  );
});
