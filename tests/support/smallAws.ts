import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Json } from './app.ts';
import { newSecretsManager, type Small } from './secretsManager.ts';

/** What the stand-in keeps: secrets and objects by name, started executions by ARN. */
export interface Shelf {
  readonly secrets: ReturnType<typeof newSecretsManager>;
  readonly objects: Map<string, Buffer>;
  readonly executions: Map<string, Json>;
  /** The one schedule. */
  schedule: Json;
}

export const newShelf = (): Shelf => ({
  // The secrets that the stack makes.
  secrets: newSecretsManager({
    'peyk-dev/signing': JSON.stringify({ current: 'signing of this test' }),
    'peyk-dev/address-hash': JSON.stringify({ current: 'address-hash of this test' }),
    'peyk-dev/hooks': undefined,
  }),
  objects: new Map(),
  executions: new Map(),
  schedule: {
    ScheduleExpression: 'cron(0 3 * * ? *)',
    State: 'ENABLED',
    FlexibleTimeWindow: { Mode: 'OFF' },
    Target: { Arn: 'machine', RoleArn: 'RefreshRole' },
  },
});

/** Just as much of Secrets Manager, S3, EventBridge Scheduler and Step Functions as Peyk calls. Anything else is refused. */
export function answerOther(
  shelf: Shelf,
  service: string,
  request: IncomingMessage,
  body: Buffer,
  response: ServerResponse,
): void {
  if (service === 's3') {
    answerObjects(shelf, request, body, response);
    return;
  }
  if (service === 'scheduler') {
    if (request.method === 'PUT') shelf.schedule = JSON.parse(body.toString());
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(shelf.schedule));
    return;
  }
  const target = String(request.headers['x-amz-target'] ?? '').split('.')[1] ?? '';
  const input: Json = body.length > 0 ? JSON.parse(body.toString()) : {};
  const answer =
    service === 'secretsmanager'
      ? shelf.secrets.answer(target, input)
      : (ANSWERS[`${service}:${target}`]?.(shelf, input) ?? refused('AccessDeniedException'));
  response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.1' });
  response.end(JSON.stringify(answer.body));
}

const ok = (body: Json): Small => ({ status: 200, body });
const refused = (type: string): Small => ({ status: 400, body: { __type: type, message: type } });

const ANSWERS: Readonly<Record<string, (shelf: Shelf, input: Json) => Small>> = {
  'states:StartExecution': ({ executions }, { stateMachineArn, name, input }) => {
    const executionArn = `${String(stateMachineArn).replace(':stateMachine:', ':execution:')}:${name}`;
    if (executions.has(executionArn)) return refused('ExecutionAlreadyExists');
    executions.set(executionArn, JSON.parse(input));
    return ok({ executionArn, startDate: 1 });
  },
  'states:DescribeExecution': ({ executions }, { executionArn }) =>
    executions.has(executionArn)
      ? ok({ executionArn, stateMachineArn: 'arn', startDate: 1, status: 'RUNNING' })
      : refused('ExecutionDoesNotExist'),
};

function answerObjects(
  { objects }: Shelf,
  { url = '', method }: IncomingMessage,
  body: Buffer,
  response: ServerResponse,
) {
  const key = url.split('?')[0] ?? '';
  if (method === 'PUT') objects.set(key, body);
  const object = objects.get(key);
  const length = method === 'HEAD' && object ? { 'content-length': object.length } : {};
  response.writeHead(object === undefined ? 404 : 200, { etag: '"etag"', ...length });
  response.end(method === 'GET' ? object : undefined);
}
