import type { IncomingMessage } from 'node:http';
import type { Json } from './app.ts';

/** What a request for an object needs, by its method: that of PutObject where it is none of these. */
const OBJECT_CALLS: Readonly<Record<string, string>> = {
  GET: 'GetObject',
  HEAD: 'GetObject',
  DELETE: 'AbortMultipartUpload',
};

/** The service a request was signed for, in a header or in its address, by the name that policies use. */
export function serviceOf(request: IncomingMessage): string {
  const signed = request.headers.authorization ?? decodeURIComponent(request.url ?? '');
  return /Credential=[^/]+\/\d+\/[^/]+\/([^/]+)\//.exec(signed)?.[1] ?? 'unsigned';
}

/** The permissions that a request needs, as `<resource> <service>:<action>`. */
export function callsOf(
  service: string,
  request: IncomingMessage,
  body: Buffer,
  tables: Readonly<Record<string, string>>,
): string[] {
  const method = request.method ?? '';
  const path = new URL(request.url ?? '/', 'http://aws').pathname;
  const target = String(request.headers['x-amz-target'] ?? '').split('.')[1] ?? '';
  switch (service) {
    case 'dynamodb':
      return tableCalls(target, JSON.parse(body.toString()), (name) => tables[name] ?? name);
    case 'secretsmanager': {
      const { SecretId } = JSON.parse(body.toString());
      return [`secret:${SecretId} secretsmanager:${target}`];
    }
    case 'states': {
      const { stateMachineArn, executionArn } = JSON.parse(body.toString());
      const named = String(stateMachineArn ?? executionArn)
        .split(':')
        .slice(5);
      const stage = /^peyk-\w+-/.exec(named[1] ?? '')?.[0] ?? '';
      return [`${named[0]}:${target === 'StartExecution' ? named[1] : `${stage}*`} states:${target}`];
    }
    case 's3':
      // Every part of an upload in parts needs the same permission as an upload in one.
      return [`${path.split('/')[2]}/* s3:${OBJECT_CALLS[method] ?? 'PutObject'}`];
    case 'scheduler': {
      const schedule = `schedule/default${path.replace('/schedules', '')}`;
      if (method === 'GET') return [`${schedule} scheduler:GetSchedule`];
      // An update names the role that the schedule works as.
      return [`${schedule} scheduler:UpdateSchedule`, `${JSON.parse(body.toString()).Target.RoleArn} iam:PassRole`];
    }
    case 'ses':
      return mailCalls(method, path, body);
    default:
      return [`* ${service}:${target === '' ? `${method} ${path}` : target}`];
  }
}

/** A transaction needs the permission of each of its writes, and an index is a resource of its own. */
function tableCalls(action: string, input: Json, named: (table: string) => string): string[] {
  if (action === 'TransactWriteItems') {
    return input.TransactItems.flatMap((item: Json) =>
      Object.entries<Json>(item).map(
        ([write, { TableName }]) =>
          `${named(TableName)} dynamodb:${write === 'ConditionCheck' ? 'ConditionCheckItem' : `${write}Item`}`,
      ),
    );
  }
  if (input.RequestItems) return Object.keys(input.RequestItems).map((table) => `${named(table)} dynamodb:${action}`);
  const index = input.IndexName === undefined ? '' : `/index/${input.IndexName}`;
  return [`${named(input.TableName)}${index} dynamodb:${action}`];
}

function mailCalls(method: string, path: string, body: Buffer): string[] {
  const [, , , kind, name] = path.split('/');
  if (kind === 'outbound-bulk-emails') {
    const set = JSON.parse(body.toString()).ConfigurationSetName;
    return ['identity/* ses:SendBulkEmail', `configuration-set/${set} ses:SendBulkEmail`];
  }
  if (method === 'GET' && kind === 'account') return ['* ses:GetAccount'];
  if (method === 'GET' && kind === 'identities' && name) return ['identity/* ses:GetEmailIdentity'];
  if (method === 'GET' && kind === 'configuration-sets') return [`configuration-set/${name} ses:GetConfigurationSet`];
  return [`* ses:${method} ${path}`];
}
