/** One line of a price list: US dollars for one unit, who says so, and when it was read. */
export interface Price {
  readonly usd: number;
  readonly unit: string;
  readonly source: string;
  /** ISO date of the source. */
  readonly date: string;
}

const DYNAMO = 'DynamoDB on demand, us-east-1 (Price List API, after the cut of 2024-11-01)';
const LAMBDA = 'Lambda, us-east-1, arm64 (Price List API)';

/**
 * List prices, us-east-1, without free tiers. Check them against the Price List API before you publish a figure made
 * of them. Nobody is billed by this table: it says what usage would cost.
 */
export const PRICES = {
  writeUnits: { usd: 0.625e-6, unit: 'write unit (1 KB)', source: DYNAMO, date: '2026-07-30' },
  readUnits: { usd: 0.125e-6, unit: 'read unit (4 KB strong, 8 KB eventual)', source: DYNAMO, date: '2026-07-30' },
  lambdaRequests: { usd: 0.2e-6, unit: 'invocation', source: LAMBDA, date: '2026-09-28' },
  lambdaGbSeconds: { usd: 13.3334e-6, unit: 'GB-second', source: LAMBDA, date: '2026-09-28' },
  transitions: {
    usd: 25e-6,
    unit: 'state transition, Standard workflow',
    source: 'aws.amazon.com/step-functions/pricing',
    date: '2026-03-14',
  },
  queueRequests: {
    usd: 0.4e-6,
    unit: 'SQS request (64 KB, up to 10 messages)',
    source: 'SQS standard queue, cloudburn.io/blog/amazon-sqs-pricing',
    date: '2026-03-01',
  },
  httpRequests: { usd: 1e-6, unit: 'HTTP API request (512 KB)', source: 'API Gateway HTTP API', date: '2026-03-01' },
  logBytes: { usd: 0.5 / 1024 ** 3, unit: 'byte of log', source: 'CloudWatch Logs ingestion', date: '2025-12-01' },
  blobWrites: { usd: 5e-6, unit: 'S3 PUT', source: 'S3 Standard', date: '2026-01-01' },
  blobReads: { usd: 0.4e-6, unit: 'S3 GET', source: 'S3 Standard', date: '2026-01-01' },
  secretReads: {
    usd: 5e-6,
    unit: 'Secrets Manager call',
    source: 'aws.amazon.com/secrets-manager/pricing (0.05 per 10,000)',
    date: '2026-11-22',
  },
} as const satisfies Readonly<Record<string, Price>>;

export type Billed = keyof typeof PRICES;

/**
 * SES's two pay-as-you-go plans, per message to one recipient. Essentials gets cheaper by volume; this is its first and
 * dearest step (10 million a month). Events that SES publishes to EventBridge's default bus are free.
 */
export const SES_PRICES = {
  aLaCarte: { usd: 0.1e-3, unit: 'message', source: 'Price List API, AmazonSES', date: '2026-07-22' },
  essentials: { usd: 0.16e-3, unit: 'message', source: 'Price List API, AmazonSES; ses/pricing', date: '2026-08-15' },
} as const satisfies Readonly<Record<string, Price>>;

export type SesPlan = keyof typeof SES_PRICES;
