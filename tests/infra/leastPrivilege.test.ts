import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { ROUTES } from '../../functions/api/routeTable.ts';
import { ENV } from '../../names.ts';
import { ENTRIES } from '../../infra/functions.ts';
import { startDynamo, type TestDynamo } from '../support/dynamo.ts';
import { startFaultySes, type FaultySes } from '../support/faultySes.ts';
import { recordCalls, type CallRecorder } from '../support/recordCalls.ts';
import { runSmallJob } from '../support/smallJob.ts';
import { grantsOf } from './grantsOf.ts';
import { givenTemplates } from './support.ts';

/** What a role needs although its function never calls it itself, or only when something fails. */
const NOT_CALLED: readonly { readonly entry: string; readonly grant: RegExp; readonly reason: string }[] = [
  {
    entry: 'functions/ses-events/sesEvents.ts',
    grant: /^SesEventQueue sqs:/,
    reason: 'Lambda polls the queue with the role of the function',
  },
  {
    entry: 'functions/api/lambda.ts',
    grant: /s3:AbortMultipartUpload$/,
    reason: 'an upload of more than 8 MiB that breaks off is cleaned away',
  },
  {
    entry: 'functions/tasks/RefreshShard.ts',
    grant: /s3:AbortMultipartUpload$/,
    reason: 'so is a re-evaluation index of that size',
  },
];

/** Sixteen functions start with modules of their own, a second each on a busy machine. */
const STARTING_MS = 120_000;

let dynamo: TestDynamo;
let ses: FaultySes;
let recorder: CallRecorder;
let requests: readonly string[];
const granted = new Map(
  Object.entries(grantsOf(givenTemplates())).map(([entry, lines]) => [entry, lines.flatMap(single)]),
);

beforeAll(async () => {
  dynamo = await startDynamo();
  ses = await startFaultySes();
  const names = await dynamo.createTables();
  const tables = { [names.customers]: 'Customers', [names.activity]: 'Activity', [names.control]: 'Control' };
  recorder = await recordCalls({ dynamodb: dynamo.endpoint, ses: ses.url, tables });
  const account = 'arn:aws:states:us-east-1:123456789012';
  const env = {
    AWS_ENDPOINT_URL: recorder.url,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    LOG_LEVEL: 'silent',
    [ENV.customersTable]: names.customers,
    [ENV.activityTable]: names.activity,
    [ENV.controlTable]: names.control,
    [ENV.importsBucket]: 'imports',
    [ENV.secretPrefix]: 'peyk-dev/',
    [ENV.configurationSet]: 'peyk-dev-campaigns',
    [ENV.baseUrl]: 'http://127.0.0.1:9',
    [ENV.refreshSchedule]: 'peyk-dev-refresh',
    [ENV.workflowArnPrefix]: `${account}:stateMachine:peyk-dev-`,
  };
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  requests = await runSmallJob(recorder, ses);
}, STARTING_MS);
afterAll(async () => {
  vi.unstubAllEnvs();
  await recorder.stop();
  await ses.stop();
  await dynamo.stop();
});

it.each(ENTRIES)('%s is granted all that it calls', (entry) => {
  const missing = [...(recorder.calls.get(entry) ?? [])].filter((call) => !granted.get(entry)?.includes(call));
  expect(missing.sort(), 'called, and not granted in infra/functions.ts').toEqual([]);
});

it.each(ENTRIES)('%s is granted nothing that it does not call', (entry) => {
  const called = recorder.calls.get(entry) ?? new Set();
  const idle = (granted.get(entry) ?? []).filter((grant) => !called.has(grant));
  const excused = (grant: string) => NOT_CALLED.some((one) => one.entry === entry && one.grant.test(grant));
  expect(idle.filter((grant) => !excused(grant)).sort(), 'granted in infra/functions.ts, and not called').toEqual([]);
});

it('asks every route of the API, for a route that is not asked may call anything', () => {
  const silent = ROUTES.filter(({ method, path }) => {
    const asked = new RegExp(
      `^${method.toUpperCase()} ${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`,
    );
    return !requests.some((request) => asked.test(request));
  });
  expect(
    silent.map(({ method, path }) => `${method} ${path}`),
    'not asked by tests/support/smallJob.ts',
  ).toEqual([]);
});

it('excuses only what is granted', () => {
  for (const { entry, grant } of NOT_CALLED) expect(granted.get(entry)?.some((one) => grant.test(one))).toBe(true);
});

it('puts every call down to a function', () => {
  expect([...recorder.calls.keys()].sort()).toEqual([...ENTRIES].sort());
});

/** `Control dynamodb: GetItem PutItem` -> one line for each action. */
function single(line: string): string[] {
  const [, where = '', service = '', actions = ''] = /^(.+) (\w+): (.+)$/.exec(line) ?? [];
  return actions.split(' ').map((action) => `${where} ${service}:${action}`);
}
