import { createBackoff, type Backoff } from './backoff.ts';
import type { Call } from './call.ts';
import type { TableNames } from './createTables.ts';
import { metered, type UsageMeter } from './usage.ts';

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
  readonly call: Call;
  readonly tables: TableNames;
  readonly clock: () => number;
  readonly onUsage?: UsageMeter | undefined;
  readonly random?: (() => number) | undefined;
}): Database {
  return {
    call: metered(options.call, options.onUsage),
    tables: options.tables,
    backoff: createBackoff(options.random ?? Math.random),
    clock: options.clock,
  };
}
