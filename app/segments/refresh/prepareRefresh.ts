import type { Run } from '../../../core/segments/run.ts';
import { shardCountFor } from '../../../core/shared/shards.ts';
import { estimateCustomers } from '../../evaluation/estimateCustomers.ts';
import type { Deps } from '../../ports/deps.ts';
import type { Stores } from '../../ports/stores/stores.ts';
import { openRefresh } from '../openRefresh.ts';

/** Customers of one shard of a refresh: a minute or so of work, a few time boxes. */
const CUSTOMERS_PER_SHARD = 20_000;

type Dependencies = Pick<Deps, 'stores' | 'clock' | 'ids' | 'workflows' | 'log'>;

export type PreparedRefresh =
  /** `shards`: how many. */
  | { readonly kind: 'ready'; readonly runId: string; readonly shards: number }
  /** Another run is under way (its id), or this one is over already: nothing is left to do, and nothing failed. */
  | { readonly kind: 'leftOut'; readonly runId: string };

/**
 * Finds the record of a refresh that was asked for (`runId`), or opens one for a scheduled start (`execution` is who
 * works on it), and cuts the customers into shards. A scheduled start that meets another run ends without a record of its
 * own.
 */
export async function prepareRefresh(
  deps: Dependencies,
  asked: { readonly runId?: string; readonly execution?: string },
): Promise<PreparedRefresh> {
  const { stores, log } = deps;
  let run: Run | undefined = asked.runId === undefined ? undefined : await stores.runs.get(asked.runId);
  if (!run) {
    const opened = await openRefresh(deps, asked);
    if (opened.kind === 'busy') {
      log.info({ runId: opened.runId }, 'a refresh is under way: this start is left out');
      return { kind: 'leftOut', runId: opened.runId };
    }
    run = opened.run;
  }
  const { id: runId, status } = run;
  if (status !== 'running') return { kind: 'leftOut', runId };
  return { kind: 'ready', runId, shards: run.shards > 0 ? run.shards : await cut(stores, runId) };
}

/** How many shards; the same for every try. */
async function cut(stores: Pick<Stores, 'customers' | 'runs'>, runId: string): Promise<number> {
  const shards = shardCountFor(await estimateCustomers(stores.customers), CUSTOMERS_PER_SHARD);
  const stored = await stores.runs.mutate(runId, (run) => (run.shards > 0 ? run : { ...run, shards }));
  return stored.shards;
}
