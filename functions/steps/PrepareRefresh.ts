import { ConflictError } from '../../core/shared/errors.ts';
import { type Shard, shardCountFor, shardsOf } from '../../core/shared/shards.ts';
import type { Deps } from '../shared/deps.ts';
import { lazy } from '../shared/lazy.ts';
import { clock, ids, stores } from '../services/providers.ts';
import type { Run } from '../stores/runs.ts';
import { estimateCustomers } from './estimateCustomers.ts';
import { refreshRunSchema } from './inputs.ts';

/** Customers of one shard of a refresh: a minute or so of work, a few time boxes. */
const CUSTOMERS_PER_SHARD = 20_000;

export interface PreparedRefresh {
  readonly runId: string;
  /** Empty where the run is over already. */
  readonly shards: readonly Shard[];
}

/** Opens the record of a refresh, or finds it, and cuts the customers into shards. */
export const createPrepareRefresh =
  ({ stores, clock, ids }: Pick<Deps, 'stores' | 'clock' | 'ids'>) =>
  async (input: unknown): Promise<PreparedRefresh> => {
    const runId = refreshRunSchema.parse(input).runId ?? ids('run');
    const known = await stores.runs.get(runId);
    if (known && known.status !== 'running') return { runId, shards: [] };
    if (known && known.shards > 0) return { runId, shards: shardsOf(known.shards) };

    const shards = shardCountFor(await estimateCustomers(stores.customers), CUSTOMERS_PER_SHARD);
    const run =
      known ??
      (await openRun(stores, { id: runId, kind: 'segment-refresh', status: 'running', startedAt: clock(), shards }));
    const stored = await stores.runs.mutate(run.id, (current) =>
      current.shards > 0 ? current : { ...current, shards },
    );
    return { runId, shards: shardsOf(stored.shards) };
  };

async function openRun(stores: Deps['stores'], run: Run): Promise<Run> {
  try {
    return await stores.runs.create(run);
  } catch (error) {
    const other = error instanceof ConflictError ? await stores.runs.get(run.id) : undefined;
    if (other) return other;
    throw error;
  }
}

export const handler = lazy(createPrepareRefresh, { stores, clock, ids });
