import { ListTablesCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ListFunctionsCommand, ListEventSourceMappingsCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { ListBucketsCommand, PutBucketTaggingCommand, S3Client } from '@aws-sdk/client-s3';
import { ListSchedulesCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { ListSecretsCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { ListConfigurationSetsCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { ListStateMachinesCommand, SFNClient } from '@aws-sdk/client-sfn';
import { awsCall } from './awsCall.ts';
import { clientOptions, type Emulator } from './emulator.ts';

/** Everything of ours that exists in the account, `<service>: <name>`. Empty before the first and after the last stack. */
export async function resourcesIn(emulator: Emulator): Promise<string[]> {
  const options = clientOptions(emulator);
  const named = (service: string, names: readonly (string | undefined)[] = []) =>
    names.map((name) => `${service}: ${name ?? ''}`);
  const found = await Promise.all([
    new DynamoDBClient(options).send(new ListTablesCommand({})).then((r) => named('table', r.TableNames)),
    new LambdaClient(options).send(new ListFunctionsCommand({})).then((r) =>
      named(
        'function',
        r.Functions?.map((one) => one.FunctionName),
      ),
    ),
    new LambdaClient(options).send(new ListEventSourceMappingsCommand({})).then((r) =>
      named(
        'event source',
        r.EventSourceMappings?.map((one) => one.FunctionArn),
      ),
    ),
    new S3Client(options).send(new ListBucketsCommand({})).then((r) =>
      named(
        'bucket',
        r.Buckets?.map((one) => one.Name),
      ),
    ),
    new SchedulerClient(options).send(new ListSchedulesCommand({})).then((r) =>
      named(
        'schedule',
        r.Schedules?.map((one) => one.Name),
      ),
    ),
    new SecretsManagerClient(options).send(new ListSecretsCommand({})).then((r) =>
      named(
        'secret',
        r.SecretList?.map((one) => one.Name),
      ),
    ),
    new SESv2Client(options)
      .send(new ListConfigurationSetsCommand({}))
      .then((r) => named('configuration set', r.ConfigurationSets)),
    new SFNClient(options).send(new ListStateMachinesCommand({})).then((r) =>
      named(
        'state machine',
        r.stateMachines?.map((one) => one.name),
      ),
    ),
    ...LISTS.map(async ({ service, call, names }) =>
      named(
        service,
        [...(await awsCall(emulator, service, call)).matchAll(names)].map(([, name]) => name),
      ),
    ),
  ]);
  return found
    .flat()
    .filter((name) => name.includes('peyk'))
    .sort();
}

/** Gives the buckets the tag that their templates ask for: the emulator's CloudFormation tags no buckets. */
export async function tagBuckets(emulator: Emulator): Promise<void> {
  const client = new S3Client(clientOptions(emulator));
  const { Buckets = [] } = await client.send(new ListBucketsCommand({}));
  const Tagging = { TagSet: [{ Key: 'aws-cdk:auto-delete-objects', Value: 'true' }] };
  for (const { Name = '' } of Buckets.filter((bucket) => bucket.Name?.startsWith('peyk-')))
    await client.send(new PutBucketTaggingCommand({ Bucket: Name, Tagging }));
}

const query = (Action: string, Version: string) => ({ form: { Action, Version } });
const json = (target: string, body: object = {}) => ({ target, body });

const LISTS = [
  { service: 'sqs', call: json('AmazonSQS.ListQueues'), names: /([^"/]*peyk[^"/]*)"/g },
  { service: 'logs', call: json('Logs_20140328.DescribeLogGroups'), names: /"logGroupName": ?"([^"]+)"/g },
  { service: 'events', call: json('AWSEvents.ListRules'), names: /"Name": ?"([^"]+)"/g },
  {
    service: 'cognito-idp',
    call: json('AWSCognitoIdentityProviderService.ListUserPools', { MaxResults: 60 }),
    names: /"Name": ?"([^"]+)"/g,
  },
  { service: 'apigateway', call: { path: '/v2/apis' }, names: /"name": ?"([^"]+)"/g },
  { service: 'iam', call: query('ListRoles', '2010-05-08'), names: /<RoleName>([^<]+)</g },
  { service: 'monitoring', call: query('DescribeAlarms', '2010-08-01'), names: /<AlarmName>([^<]+)</g },
  { service: 'cloudformation', call: query('DescribeStacks', '2010-05-15'), names: /<StackName>([^<]+)</g },
  { service: 'cloudfront', call: { path: '/2020-05-31/distribution' }, names: /<Comment>([^<]+)</g },
];
