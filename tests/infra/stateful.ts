import type { Template } from 'aws-cdk-lib/assertions';
import type { Loose } from './support.ts';

/** What would be lost with the resource, by type: the properties whose change makes CloudFormation replace it. */
const REPLACED_BY: Readonly<Record<string, readonly string[]>> = {
  'AWS::DynamoDB::Table': ['TableName', 'KeySchema', 'ImportSourceSpecification'],
  'AWS::S3::Bucket': ['BucketName'],
  'AWS::SecretsManager::Secret': ['Name'],
  'AWS::Cognito::UserPool': ['AliasAttributes', 'UsernameAttributes', 'UsernameConfiguration'],
  // Its address is in mails that were sent.
  'AWS::ApiGatewayV2::Api': ['ProtocolType'],
  'AWS::SES::ConfigurationSet': ['Name'],
  'AWS::SQS::Queue': ['QueueName', 'FifoQueue'],
  // Campaigns wait in it for weeks.
  'AWS::StepFunctions::StateMachine': ['StateMachineName', 'StateMachineType'],
};

export interface Stateful {
  readonly type: string;
  readonly deletionPolicy: string;
  readonly replacedBy: Readonly<Record<string, Loose>>;
}

/** The resources that hold state, by `<stack>/<logical id>`. */
export function statefulIn(templates: Readonly<Record<string, Template>>): Record<string, Stateful> {
  const found = Object.entries(templates).flatMap(([stack, template]) => {
    const resources: [string, Loose][] = Object.entries(template.toJSON()['Resources']);
    return resources.flatMap(([id, { Type, Properties = {}, DeletionPolicy = 'Delete' }]): [string, Stateful][] => {
      const names = REPLACED_BY[Type];
      if (names === undefined) return [];
      const replacedBy = Object.fromEntries(names.map((name) => [name, Properties[name] ?? null]));
      return [[`${stack}/${id}`, { type: Type, deletionPolicy: DeletionPolicy, replacedBy }]];
    });
  });
  return Object.fromEntries(found.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What a deployment of `next` over `last` would take away, one sentence each. */
export function losses(last: Readonly<Record<string, Stateful>>, next: Readonly<Record<string, Stateful>>): string[] {
  return Object.entries(last).flatMap(([id, before]) => {
    const after = next[id];
    if (after?.type !== before.type) return [`${id} (${before.type}) is removed`];
    const changed = Object.keys(before.replacedBy).filter(
      (name) => JSON.stringify(before.replacedBy[name]) !== JSON.stringify(after.replacedBy[name] ?? null),
    );
    const kept = before.deletionPolicy !== 'Retain' || after.deletionPolicy === 'Retain';
    return [
      ...changed.map((name) => `${id} (${before.type}) is replaced by a change of ${name}`),
      ...(kept ? [] : [`${id} (${before.type}) is no longer retained`]),
    ];
  });
}
