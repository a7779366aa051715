import type { Access, FunctionSpec } from './constructs/functionSpec.ts';

// What each function is and may touch. The grants are the calls that it makes; tests/infra/grants.test.ts lists them.

export const FUNCTIONS = {
  api: {
    entry: 'functions/api/lambda.ts',
    memoryMb: 1024,
    timeoutSeconds: 29, // an HTTP API gives up after 30
    access: {
      tables: {
        customers: ['GetItem', 'BatchGetItem', 'Query', 'Scan', 'PutItem', 'UpdateItem', 'DeleteItem'],
        activity: ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem'],
        control: ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem'],
      },
      indexes: ['customersByEmail', 'customersByCreation', 'ordersByTime'],
      secrets: 'readAndWrite',
      imports: 'write',
      starts: ['campaign', 'segment-refresh', 'import'],
      followsExecutions: true,
    },
  },
  hooks: {
    entry: 'functions/hooks/lambda.ts',
    memoryMb: 512,
    timeoutSeconds: 15,
    access: {
      tables: {
        customers: ['GetItem', 'BatchGetItem', 'PutItem'],
        activity: ['GetItem', 'BatchGetItem', 'PutItem'],
        control: ['GetItem', 'PutItem', 'UpdateItem', 'Query'],
      },
      indexes: ['customersByEmail'],
      secrets: 'read',
    },
  },
  public: {
    entry: 'functions/public/lambda.ts',
    memoryMb: 512,
    timeoutSeconds: 15,
    access: {
      tables: {
        customers: ['GetItem', 'PutItem'],
        activity: ['GetItem', 'PutItem'],
        control: ['GetItem', 'PutItem', 'UpdateItem', 'Query'],
      },
      secrets: 'read',
    },
  },
  sesEvents: {
    entry: 'functions/events/sesEvents.ts',
    memoryMb: 512,
    timeoutSeconds: 60,
    access: {
      tables: {
        customers: ['GetItem', 'BatchGetItem', 'PutItem'],
        activity: ['GetItem', 'BatchGetItem', 'PutItem'],
        control: ['GetItem', 'PutItem', 'UpdateItem', 'Query'],
      },
    },
  },
} as const satisfies Readonly<Record<string, FunctionSpec>>;

const step = (name: string, access: Access, options: Partial<FunctionSpec> = {}): FunctionSpec => ({
  entry: `functions/steps/${name}.ts`,
  memoryMb: 512,
  timeoutSeconds: 60, // as the Task's TimeoutSeconds
  access,
  ...options,
});

/** The functions behind the Tasks of `workflows/`, by the Task's name. */
const STEPS: Readonly<Record<string, FunctionSpec>> = {
  PrepareCampaign: step('PrepareCampaign', { tables: { control: ['GetItem', 'Query', 'PutItem'] }, sendsMail: true }),
  PlanShard: step('PlanShard', {
    tables: { customers: ['Query', 'BatchGetItem'], control: ['GetItem', 'Query', 'PutItem', 'BatchWriteItem'] },
  }),
  SendShard: step('SendShard', {
    tables: { customers: ['BatchGetItem'], control: ['GetItem', 'Query', 'PutItem'] },
    secrets: 'read',
    sendsMail: true,
  }),
  FinishSending: step('FinishSending', { tables: { control: ['GetItem', 'Query', 'PutItem'] } }),
  MeasureCampaign: step('MeasureCampaign', { tables: { control: ['GetItem', 'Query', 'PutItem'] } }),
  FailCampaign: step('FailCampaign', { tables: { control: ['GetItem', 'Query', 'PutItem'] } }),
  PrepareRefresh: step('PrepareRefresh', { tables: { control: ['GetItem', 'Query', 'PutItem'] } }),
  RefreshShard: step(
    'RefreshShard',
    {
      tables: { customers: ['Query', 'UpdateItem'], control: ['GetItem', 'Query', 'PutItem'] },
    },
    { memoryMb: 1769 },
  ),
  FinishRefresh: step('FinishRefresh', { tables: { control: ['GetItem', 'Query', 'PutItem', 'UpdateItem'] } }),
  FailRefresh: step('FailRefresh', { tables: { control: ['GetItem', 'Query', 'PutItem'] } }),
  ImportRows: step(
    'ImportRows',
    {
      tables: {
        customers: ['GetItem', 'BatchGetItem', 'PutItem'],
        activity: ['GetItem', 'BatchGetItem', 'PutItem'],
        control: ['GetItem', 'Query', 'PutItem', 'UpdateItem', 'BatchWriteItem'],
      },
      indexes: ['customersByEmail'],
      imports: 'read',
    },
    { memoryMb: 1024, timeoutSeconds: 300 },
  ),
  FailImport: step('FailImport', { tables: { control: ['GetItem', 'Query', 'PutItem'] } }),
};

export function stepSpec(task: string): FunctionSpec {
  const spec = STEPS[task];
  if (spec === undefined) throw new Error(`infra/functions.ts does not say what ${task} may touch`);
  return spec;
}

/** Every file that is bundled. */
export const ENTRIES: readonly string[] = [...Object.values(FUNCTIONS), ...Object.values(STEPS)].map(
  ({ entry }) => entry,
);
