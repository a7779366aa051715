import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createBackoff, type Backoff } from './backoff.ts';
import { createCall, type Call } from './call.ts';
import type { TableNames } from './createTables.ts';
import type { UsageMeter } from './usage.ts';

export type { UsageMeter } from './usage.ts';

/** What every store is made with. */
export interface Database {
  readonly call: Call;
  readonly tables: TableNames;
  readonly backoff: Backoff;
  /** Epoch ms. */
  readonly clock: () => number;
}

export function createDatabase(options: {
  readonly client: DynamoDBClient;
  readonly tables: TableNames;
  readonly clock: () => number;
  readonly onUsage?: UsageMeter | undefined;
  readonly random?: (() => number) | undefined;
}): Database {
  return {
    call: createCall(options.client, options.onUsage),
    tables: options.tables,
    backoff: createBackoff(options.random ?? Math.random),
    clock: options.clock,
  };
}
