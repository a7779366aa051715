import { describe, expect, it } from 'vitest';
import { grantsOf } from './grantsOf.ts';
import { givenTemplates, resourcesOf, type Loose } from './support.ts';

const templates = givenTemplates();

const KEYS = ['signing', 'address-hash'].map((name) => `secret:peyk-dev/${name} secretsmanager: GetSecretValue`);

/** What every function may do besides writing its own log and traces, as `<where> <actions>`. */
const EXPECTED: Readonly<Record<string, readonly string[]>> = {
  'functions/api/lambda.ts': [
    'Customers dynamodb: BatchGetItem DeleteItem GetItem PutItem Query Scan',
    'Customers/index/customersByEmail dynamodb: Query',
    'Customers/index/customersByCreation dynamodb: Query',
    'Activity dynamodb: BatchGetItem BatchWriteItem PutItem Query',
    'Activity/index/ordersByTime dynamodb: Query',
    'Control dynamodb: BatchGetItem DeleteItem GetItem PutItem Query',
    ...KEYS,
    'secret:peyk-dev/hooks secretsmanager: GetSecretValue',
    'secret:peyk-dev/hooks secretsmanager: PutSecretValue UpdateSecretVersionStage',
    'secret:peyk-dev/signing secretsmanager: PutSecretValue',
    'uploads/* s3: GetObject',
    'exports/* s3: GetObject',
    'imports/* s3: AbortMultipartUpload PutObject',
    'uploads/* s3: AbortMultipartUpload PutObject',
    'exports/* s3: AbortMultipartUpload PutObject',
    'stateMachine:peyk-dev-campaign states: StartExecution',
    'stateMachine:peyk-dev-segment-refresh states: StartExecution',
    'stateMachine:peyk-dev-import states: StartExecution',
    'execution:peyk-dev-* states: DescribeExecution',
    'schedule/default/peyk-dev-refresh scheduler: GetSchedule UpdateSchedule',
    'RefreshRole iam: PassRole',
    'Customers dynamodb: DescribeContinuousBackups DescribeTable',
    'Activity dynamodb: DescribeContinuousBackups DescribeTable',
    'Control dynamodb: DescribeContinuousBackups DescribeTable',
    'identity/* ses: GetEmailIdentity',
    'configuration-set/peyk-dev-campaigns ses: GetConfigurationSet',
    '* ses: GetAccount',
  ],
  'functions/webhooks/lambda.ts': [
    'Customers dynamodb: GetItem PutItem',
    'Customers/index/customersByEmail dynamodb: Query',
    'Activity dynamodb: GetItem PutItem',
    'Control dynamodb: GetItem PutItem Query',
    ...KEYS,
    'secret:peyk-dev/hooks secretsmanager: GetSecretValue',
  ],
  'functions/links/lambda.ts': [
    'Customers dynamodb: GetItem PutItem',
    'Activity dynamodb: GetItem PutItem',
    'Control dynamodb: GetItem Query UpdateItem',
    ...KEYS,
  ],
  'functions/ses-events/sesEvents.ts': [
    'Customers dynamodb: GetItem PutItem',
    'Customers/index/customersByEmail dynamodb: Query',
    'Activity dynamodb: BatchWriteItem GetItem PutItem',
    'Control dynamodb: GetItem PutItem Query UpdateItem',
    ...KEYS,
    'SesEventQueue sqs: ChangeMessageVisibility DeleteMessage GetQueueAttributes GetQueueUrl ReceiveMessage',
  ],
  'functions/tasks/PrepareCampaign.ts': [
    'Customers dynamodb: Query',
    'Control dynamodb: GetItem PutItem Query',
    '* ses: GetAccount',
  ],
  'functions/tasks/PlanShard.ts': ['Customers dynamodb: Query', 'Control dynamodb: GetItem PutItem Query UpdateItem'],
  'functions/tasks/SendShard.ts': [
    'Customers dynamodb: BatchGetItem',
    'Control dynamodb: GetItem PutItem Query UpdateItem',
    ...KEYS,
    '* ses: GetAccount',
    'identity/* ses: SendBulkEmail',
    'configuration-set/peyk-dev-campaigns ses: SendBulkEmail',
  ],
  'functions/tasks/FinishSending.ts': ['Control dynamodb: GetItem PutItem Query'],
  'functions/tasks/MeasureCampaign.ts': ['Control dynamodb: GetItem PutItem'],
  'functions/tasks/FailCampaign.ts': ['Control dynamodb: GetItem PutItem'],
  'functions/tasks/PrepareRefresh.ts': [
    'Customers dynamodb: Query',
    'Control dynamodb: GetItem PutItem',
    'execution:peyk-dev-* states: DescribeExecution',
  ],
  'functions/tasks/SummariseShard.ts': [
    'Customers dynamodb: Query',
    'Control dynamodb: BatchWriteItem GetItem PutItem Query',
  ],
  'functions/tasks/FitQuantities.ts': ['Control dynamodb: BatchWriteItem GetItem PutItem Query'],
  'functions/tasks/RefreshShard.ts': [
    'Customers dynamodb: BatchGetItem Query UpdateItem',
    'Activity dynamodb: BatchWriteItem',
    'Control dynamodb: GetItem PutItem Query',
    'agenda/* s3: AbortMultipartUpload GetObject PutObject',
  ],
  'functions/tasks/FinishRefresh.ts': ['Control dynamodb: GetItem PutItem Query'],
  'functions/tasks/FailRefresh.ts': ['Control dynamodb: GetItem PutItem'],
  'functions/tasks/ImportRows.ts': [
    'Customers dynamodb: BatchGetItem GetItem PutItem',
    'Activity dynamodb: BatchGetItem GetItem PutItem',
    'Control dynamodb: BatchGetItem BatchWriteItem GetItem PutItem Query',
    ...KEYS,
    'imports/* s3: GetObject',
    'uploads/* s3: GetObject',
  ],
  'functions/tasks/FailImport.ts': ['Control dynamodb: GetItem PutItem'],
};

describe('a function may do what it does, and no more', () => {
  it.each(Object.entries(EXPECTED))('%s', (entry, grants) => {
    expect(grantsOf(templates)[entry]?.sort()).toEqual([...grants].sort());
  });

  it('and every function is in the list', () => {
    expect(Object.keys(grantsOf(templates)).sort()).toEqual(Object.keys(EXPECTED).sort());
  });
});

describe('policies', () => {
  const statements = resourcesOf(templates, 'AWS::IAM::Policy').flatMap(([id, { Properties }]) =>
    Properties.PolicyDocument.Statement.map((statement: Loose) => ({ id, ...statement })),
  );

  it('allow no action by a wildcard, but for what CDK brings to upload the console', () => {
    const loose = statements.filter(({ Action }: Loose) => [Action].flat().some((action) => action.includes('*')));
    expect(loose.map(({ id }: Loose) => id).filter((id: string) => !id.includes('CDKBucketDeployment'))).toEqual([]);
  });

  it('reach every resource only where AWS knows no resources', () => {
    const open = statements
      .filter(({ id, Resource }: Loose) => Resource === '*' && !id.includes('CDKBucketDeployment'))
      .flatMap(({ Action }: Loose) => [Action].flat());
    expect([...new Set(open)].sort()).toEqual([
      'logs:CreateLogDelivery',
      'logs:DeleteLogDelivery',
      'logs:DescribeLogGroups',
      'logs:DescribeResourcePolicies',
      'logs:GetLogDelivery',
      'logs:ListLogDeliveries',
      'logs:PutResourcePolicy',
      'logs:UpdateLogDelivery',
      'ses:GetAccount',
      'xray:GetSamplingRules',
      'xray:GetSamplingTargets',
      'xray:PutTelemetryRecords',
      'xray:PutTraceSegments',
    ]);
  });

  it('are never those that AWS manages, but for what CDK brings to upload the console', () => {
    const roles = resourcesOf(templates, 'AWS::IAM::Role').filter(([, { Properties }]) => Properties.ManagedPolicyArns);
    expect(roles.map(([id]) => id).filter((id) => !/CDKBucketDeployment|CustomS3AutoDelete/.test(id))).toEqual([]);
  });
});
