// Names that code and infrastructure share. Dependency-free on purpose.

export const TABLES = { customers: 'Customers', activity: 'Activity', control: 'Control' } as const;
export type TableId = keyof typeof TABLES;

export const INDEXES = {
  /** Customers by normalised e-mail: keys only, written when an address changes. */
  customersByEmail: 'customersByEmail',
  /** Customers by creation, newest first: keys only, written once per customer. */
  customersByCreation: 'customersByCreation',
  /** Orders and refunds by bucket group and time: what reports join with, and the order part of a timeline. */
  ordersByTime: 'ordersByTime',
} as const;

type KeyType = 'S' | 'N';
export interface TableSchema {
  readonly partitionKey: { readonly name: string; readonly type: KeyType };
  readonly sortKey: { readonly name: string; readonly type: KeyType };
  readonly ttl?: string;
  readonly indexes: readonly {
    readonly name: string;
    readonly partitionKey: { readonly name: string; readonly type: KeyType };
    readonly sortKey?: { readonly name: string; readonly type: KeyType };
    /** `undefined` = keys only. */
    readonly include?: readonly string[];
  }[];
}

/** The one description of the tables; CDK and the local runtime both create them from it. */
export const TABLE_SCHEMAS: Readonly<Record<TableId, TableSchema>> = {
  customers: {
    partitionKey: { name: 'b', type: 'S' },
    sortKey: { name: 'id', type: 'S' },
    indexes: [
      { name: INDEXES.customersByEmail, partitionKey: { name: 'em', type: 'S' } },
      {
        name: INDEXES.customersByCreation,
        partitionKey: { name: 'cs', type: 'S' },
        sortKey: { name: 'ca', type: 'N' },
      },
    ],
  },
  activity: {
    partitionKey: { name: 'pk', type: 'S' },
    sortKey: { name: 'sk', type: 'S' },
    ttl: 'ttl',
    indexes: [
      {
        name: INDEXES.ordersByTime,
        partitionKey: { name: 'ob', type: 'S' },
        sortKey: { name: 'at', type: 'N' },
        include: ['customer', 'order', 'amount', 'currency', 'refunds', 'click', 'category'],
      },
    ],
  },
  control: {
    partitionKey: { name: 'pk', type: 'S' },
    sortKey: { name: 'sk', type: 'S' },
    ttl: 'ttl',
    indexes: [],
  },
};
/** Put before a path of the REST API by callers with a service token: API Gateway asks them for no JWT there. */
export const SERVICE_PREFIX = '/service';

/** Where files are kept, and after how many days they are deleted. */
export const BLOB_FOLDERS = {
  /** Bodies of imports. They are read once, so a month is for asking "what did we send you?". */
  imports: 30,
  /** Files that were uploaded on their own, for an import to read; also those that no import ever asked for. */
  uploads: 7,
  /** Answers too large to be given at once. */
  exports: 1,
  /** The re-evaluation index that a refresh leaves for the next one, which writes it anew. */
  agenda: 35,
} as const;
export type BlobFolder = keyof typeof BLOB_FOLDERS;
/** Secrets that a deployment begins with. */
export const SECRETS = { signing: 'signing', addresses: 'address-hash' } as const;

/** The group of secrets that marketers make, one for each webhook source. */
export const SOURCE_SECRETS = 'hooks';

/** Environment variables of the functions. */
export const ENV = {
  stage: 'PEYK_STAGE',
  customersTable: 'PEYK_CUSTOMERS_TABLE',
  activityTable: 'PEYK_ACTIVITY_TABLE',
  controlTable: 'PEYK_CONTROL_TABLE',
  importsBucket: 'PEYK_IMPORTS_BUCKET',
  secretPrefix: 'PEYK_SECRET_PREFIX',
  configurationSet: 'PEYK_CONFIGURATION_SET',
  baseUrl: 'PEYK_BASE_URL',
  workflowArnPrefix: 'PEYK_WORKFLOW_ARN_PREFIX',
  refreshSchedule: 'PEYK_REFRESH_SCHEDULE',
} as const;

export const METRIC_NAMESPACE = 'Peyk';
/** A field of every log line, and the one dimension of every metric: each more would be a metric paid for by itself. */
export const METRIC_DIMENSION = 'stage';

/** The metrics that functions write with their log. */
export const METRIC_UNITS = {
  /** Recipients, by what became of them in one time slice of sending. */
  MessagesAccepted: 'Count',
  MessagesFailed: 'Count',
  MessagesUnknown: 'Count',
  /** Recipients of a shard who wait at the end of a time slice. */
  MessagesWaiting: 'Count',
  CampaignsHalted: 'Count',
  RefreshSeconds: 'Seconds',
  CustomersRefreshed: 'Count',
  ImportRowsAccepted: 'Count',
  ImportRowsRejected: 'Count',
  /** Requests that a function answered with a 5xx. */
  RequestsFailed: 'Count',
  /** Webhooks refused because their id, or their order, came before with something else in it. */
  WebhookConflicts: 'Count',
} as const;
export type MetricName = keyof typeof METRIC_UNITS;
