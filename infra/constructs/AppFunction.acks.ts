import type { Construct } from 'constructs';
import { acknowledge, arnOf, spelledAbroad, wildcard, type Acknowledgements } from '../acknowledge.ts';
import type { Backing } from './Backing.ts';
import type { Access } from './functionSpec.ts';

export function acknowledgeFunction(fn: Construct, access: Access, { stage, imports }: Backing): void {
  const { followsExecutions = false, mail, inspects = false } = access;
  acknowledge(fn, {
    'AwsSolutions-IAM5[Resource::*]': mail ? `${XRAY} Neither does ses:GetAccount, which reads the quota.` : XRAY,
    'Serverless-LambdaDLQ': 'Never called asynchronously: by an API, a queue with a DLQ, or a workflow that retries.',
    ...when(followsExecutions, arnOf('states', `execution:${stage.prefix}*`), EXECUTIONS),
    ...when(mail === 'send' || inspects, arnOf('ses', 'identity/*'), IDENTITIES),
    ...filesOf(access).reduce(
      (all, folder) => ({ ...all, ...when(true, `${spelledAbroad(imports, imports.bucketArn)}/${folder}/*`, OBJECTS) }),
      {},
    ),
  });
}

const filesOf = ({ files = {} }: Access): readonly string[] => [...(files.read ?? []), ...(files.write ?? [])];

const when = (needed: boolean, resource: string, reason: string): Acknowledgements =>
  needed ? { [wildcard(resource)]: reason } : {};

const XRAY = 'X-Ray takes no resources.';
const EXECUTIONS = "The executions of this stage's own machines, each named after the run it is.";
const IDENTITIES = 'Each campaign names its sender; SES itself refuses any identity that the account has not verified.';
const OBJECTS = 'A folder of the one bucket made for files; each file has the name of its import, upload or export.';
