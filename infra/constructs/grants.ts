import type { Stack } from 'aws-cdk-lib';
import { Arn, ArnFormat } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { INDEXES, TABLE_SCHEMAS, type BlobFolder, type TableId } from '../../names.ts';
import type { Backing } from './Backing.ts';
import type { Access } from './functionSpec.ts';
import { refreshScheduleName } from './RefreshSchedule.ts';

const TABLE_IDS: readonly TableId[] = ['customers', 'activity', 'control'];

const allow = (actions: readonly string[], resources: readonly string[]) =>
  new PolicyStatement({ actions: [...actions], resources: [...resources] });

/** The policy statements that `access` asks for. Wildcards only end names that are chosen at run time. */
export function statementsFor(stack: Stack, access: Access, backing: Backing): PolicyStatement[] {
  return [
    ...tableStatements(access, backing),
    ...indexStatements(access, backing),
    ...secretStatements(access, backing),
    ...fileStatements(access, backing),
    ...workflowStatements(stack, access, backing),
    ...scheduleStatements(stack, access, backing),
    ...mailStatements(stack, access, backing),
    ...inspectionStatements(stack, access, backing),
  ];
}

function tableStatements({ tables = {} }: Access, backing: Backing): PolicyStatement[] {
  return TABLE_IDS.flatMap((id) => {
    const actions = tables[id] ?? [];
    if (actions.length === 0) return [];
    return [
      allow(
        actions.map((action) => `dynamodb:${action}`),
        [backing.tables[id].tableArn],
      ),
    ];
  });
}

function indexStatements({ indexes = [] }: Access, backing: Backing): PolicyStatement[] {
  const arns = indexes.map((index) => {
    const owner = TABLE_IDS.find((id) => TABLE_SCHEMAS[id].indexes.some(({ name }) => name === INDEXES[index]));
    if (owner === undefined) throw new Error(`no table has the index ${index}`);
    return `${backing.tables[owner].tableArn}/index/${INDEXES[index]}`;
  });
  return arns.length === 0 ? [] : [allow(['dynamodb:Query'], arns)];
}

// A change stores a new version and moves the label to it (adapters/aws/sharedSecret.ts).
function secretStatements({ secrets, sources }: Access, backing: Backing): PolicyStatement[] {
  const changing = ['secretsmanager:PutSecretValue', 'secretsmanager:UpdateSecretVersionStage'];
  const { signing, addresses, sources: ofSources } = backing.secrets;
  const arns = [...(secrets ? [signing, addresses] : []), ...(sources ? [ofSources] : [])];
  return [
    ...(arns.length > 0 ? [allow(['secretsmanager:GetSecretValue'], arns)] : []),
    ...(sources === 'change' ? [allow(changing, [ofSources])] : []),
    ...(secrets === 'rotate' ? [allow(['secretsmanager:PutSecretValue'], [signing])] : []),
  ];
}

function fileStatements({ files = {} }: Access, backing: Backing): PolicyStatement[] {
  const { read = [], write = [] } = files;
  const grant = (actions: readonly string[], folders: readonly BlobFolder[]) =>
    folders.length === 0
      ? []
      : [
          allow(
            actions,
            folders.map((folder) => backing.imports.arnForObjects(`${folder}/*`)),
          ),
        ];
  return [...grant(['s3:GetObject'], read), ...grant(['s3:PutObject', 's3:AbortMultipartUpload'], write)];
}

function workflowStatements(stack: Stack, access: Access, { stage }: Backing): PolicyStatement[] {
  const { starts = [], followsExecutions = false } = access;
  const arn = (resource: string, name: string) =>
    Arn.format({ service: 'states', resource, resourceName: name, arnFormat: ArnFormat.COLON_RESOURCE_NAME }, stack);
  const machines = starts.map((name) => arn('stateMachine', stage.prefix + name));
  return [
    ...(machines.length > 0 ? [allow(['states:StartExecution'], machines)] : []),
    ...(followsExecutions ? [allow(['states:DescribeExecution'], [arn('execution', `${stage.prefix}*`)])] : []),
  ];
}

// Whoever updates a schedule says again as whom it works, which is a grant of its own.
function scheduleStatements(stack: Stack, { schedules = false }: Access, backing: Backing): PolicyStatement[] {
  const { stage, refreshRole } = backing;
  if (!schedules) return [];
  if (refreshRole === undefined) throw new Error('the schedule is changed only where its role is known');
  const schedule = Arn.format(
    { service: 'scheduler', resource: 'schedule', resourceName: `default/${refreshScheduleName(stage)}` },
    stack,
  );
  const pass = allow(['iam:PassRole'], [refreshRole.roleArn]);
  pass.addCondition('StringEquals', { 'iam:PassedToService': 'scheduler.amazonaws.com' });
  return [allow(['scheduler:GetSchedule', 'scheduler:UpdateSchedule'], [schedule]), pass];
}

// Reading settings only. Any identity, because the one asked for is the newest campaign's.
function inspectionStatements(stack: Stack, { inspects = false }: Access, backing: Backing): PolicyStatement[] {
  const { tables, configurationSet } = backing;
  if (!inspects) return [];
  if (configurationSet === undefined) throw new Error('mail is looked at only after the messaging stack');
  const arn = (resource: string, resourceName: string) => Arn.format({ service: 'ses', resource, resourceName }, stack);
  const tableArns = TABLE_IDS.map((id) => tables[id].tableArn);
  return [
    allow(['dynamodb:DescribeTable', 'dynamodb:DescribeContinuousBackups'], tableArns),
    allow(['ses:GetEmailIdentity'], [arn('identity', '*')]),
    allow(['ses:GetConfigurationSet'], [arn('configuration-set', configurationSet)]),
  ];
}

// Every campaign names its own sender, so any identity the account has verified; but only with our configuration set.
function mailStatements(stack: Stack, { mail }: Access, { configurationSet }: Backing): PolicyStatement[] {
  if (mail === undefined) return [];
  // Read-only, and without resources of its own.
  const quota = allow(['ses:GetAccount'], ['*']);
  if (mail === 'quota') return [quota];
  if (configurationSet === undefined) throw new Error('mail is sent only after the messaging stack');
  const arn = (resource: string, resourceName: string) => Arn.format({ service: 'ses', resource, resourceName }, stack);
  return [quota, allow(['ses:SendBulkEmail'], [arn('identity', '*'), arn('configuration-set', configurationSet)])];
}
