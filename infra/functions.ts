import type { Access, FunctionSpec } from './constructs/functionSpec.ts';

// What each function is and may touch. The grants are the calls that it makes;
// tests/infra/leastPrivilege.test.ts records those and compares.

export const FUNCTIONS = {
  api: {
    entry: 'functions/api/lambda.ts',
    memoryMb: 1024,
    timeoutSeconds: 29, // an HTTP API gives up after 30
    access: {
      tables: {
        customers: ['GetItem', 'BatchGetItem', 'Query', 'Scan', 'PutItem', 'DeleteItem'],
        activity: ['BatchGetItem', 'Query', 'PutItem', 'BatchWriteItem'],
        control: ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'DeleteItem'],
      },
      indexes: ['customersByEmail', 'customersByCreation', 'ordersByTime'],
      secrets: 'rotate',
      sources: 'change',
      files: { read: ['uploads', 'exports'], write: ['imports', 'uploads', 'exports'] },
      mail: 'quota',
      inspects: true,
      starts: ['campaign', 'segment-refresh', 'import'],
      followsExecutions: true,
      schedules: true,
    },
  },
  hooks: {
    entry: 'functions/webhooks/lambda.ts',
    memoryMb: 512,
    timeoutSeconds: 15,
    access: {
      tables: {
        customers: ['GetItem', 'PutItem'],
        activity: ['GetItem', 'PutItem'],
        control: ['GetItem', 'Query', 'PutItem'],
      },
      indexes: ['customersByEmail'],
      secrets: 'read',
      sources: 'read',
    },
  },
  public: {
    entry: 'functions/links/lambda.ts',
    memoryMb: 512,
    timeoutSeconds: 15,
    access: {
      tables: {
        customers: ['GetItem', 'PutItem'],
        activity: ['GetItem', 'PutItem'],
        control: ['GetItem', 'Query', 'UpdateItem'],
      },
      secrets: 'read',
    },
  },
  sesEvents: {
    entry: 'functions/ses-events/sesEvents.ts',
    memoryMb: 512,
    timeoutSeconds: 60,
    access: {
      tables: {
        customers: ['GetItem', 'PutItem'],
        activity: ['GetItem', 'PutItem', 'BatchWriteItem'],
        control: ['GetItem', 'Query', 'PutItem', 'UpdateItem'],
      },
      indexes: ['customersByEmail'],
      secrets: 'read',
    },
  },
} as const satisfies Readonly<Record<string, FunctionSpec>>;

const step = (name: string, access: Access, options: Partial<FunctionSpec> = {}): FunctionSpec => ({
  entry: `functions/tasks/${name}.ts`,
  memoryMb: 512,
  timeoutSeconds: 60, // as the Task's TimeoutSeconds
  access,
  ...options,
});

const RECORD = ['GetItem', 'PutItem'] as const;
const RECORDS = ['GetItem', 'Query', 'PutItem'] as const;
/** Records, and the account of what a campaign has used. */
const METERED = [...RECORDS, 'UpdateItem'] as const;

/** The functions behind the Tasks of `workflows/`, by the Task's name. */
const STEPS: Readonly<Record<string, FunctionSpec>> = {
  PrepareCampaign: step('PrepareCampaign', { tables: { customers: ['Query'], control: RECORDS }, mail: 'quota' }),
  PlanShard: step('PlanShard', { tables: { customers: ['Query'], control: METERED } }),
  SendShard: step('SendShard', {
    tables: { customers: ['BatchGetItem'], control: METERED },
    secrets: 'read',
    mail: 'send',
  }),
  FinishSending: step('FinishSending', { tables: { control: RECORDS } }),
  MeasureCampaign: step('MeasureCampaign', { tables: { control: RECORD } }),
  FailCampaign: step('FailCampaign', { tables: { control: RECORD } }),
  PrepareRefresh: step('PrepareRefresh', {
    tables: { customers: ['Query'], control: RECORD },
    followsExecutions: true,
  }),
  SummariseShard: step(
    'SummariseShard',
    { tables: { customers: ['Query'], control: [...RECORDS, 'BatchWriteItem'] } },
    { memoryMb: 1769 },
  ),
  FitQuantities: step(
    'FitQuantities',
    { tables: { control: [...RECORDS, 'BatchWriteItem'] } },
    { memoryMb: 1769, timeoutSeconds: 300 },
  ),
  RefreshShard: step(
    'RefreshShard',
    {
      tables: {
        customers: ['BatchGetItem', 'Query', 'UpdateItem'],
        activity: ['BatchWriteItem'],
        control: RECORDS,
      },
      files: { read: ['agenda'], write: ['agenda'] },
    },
    { memoryMb: 1769 }, // one whole processor: decoding is all it does
  ),
  FinishRefresh: step('FinishRefresh', { tables: { control: RECORDS } }),
  FailRefresh: step('FailRefresh', { tables: { control: RECORD } }),
  ImportRows: step(
    'ImportRows',
    {
      tables: {
        customers: ['GetItem', 'BatchGetItem', 'PutItem'],
        activity: ['GetItem', 'BatchGetItem', 'PutItem'],
        control: ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'BatchWriteItem'],
      },
      secrets: 'read',
      files: { read: ['imports', 'uploads'] },
    },
    { memoryMb: 1769, timeoutSeconds: 300 },
  ),
  FailImport: step('FailImport', { tables: { control: RECORD } }),
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
