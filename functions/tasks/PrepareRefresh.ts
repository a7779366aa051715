import { z } from 'zod';
import { type Shard, shardCountFor, shardsOf } from '../../core/shared/shards.ts';
import { openRefresh } from '../../app/segments/openRefresh.ts';
import type { Deps } from '../../app/ports/deps.ts';
import { lazy } from '../runtime/lazy.ts';
import { clock, ids, log, stores, workflows } from '../runtime/providers.ts';
import { estimateCustomers } from '../../app/evaluation/estimateCustomers.ts';
import { refreshRunSchema } from '../../app/ports/workflowInputs.ts';
import type { Run } from '../../core/segments/run.ts';

/** Customers of one shard of a refresh: a minute or so of work, a few time boxes. */
const CUSTOMERS_PER_SHARD = 20_000;

const inputSchema = refreshRunSchema.extend({
  /** The workflow's own input, and its execution. */
  start: refreshRunSchema.default({}),
  execution: z.string().min(1).exactOptional(),
});

export interface PreparedRefresh {
  /** Of the run that is under way, where this one may not go on. */
  readonly runId: string;
  /** False where another run is under way, or this one is over already: nothing is left to do, and nothing failed. */
  readonly goesOn: boolean;
  readonly shards: readonly Shard[];
}

type Dependencies = Pick<Deps, 'stores' | 'clock' | 'ids' | 'workflows' | 'log'>;

/**
 * Finds the record of a refresh that was asked for, or opens one for a scheduled start, and cuts the customers into
 * shards. A scheduled start that meets another run ends without a record of its own.
 */
export const createPrepareRefresh =
  (deps: Dependencies) =>
  async (input: unknown): Promise<PreparedRefresh> => {
    const { start, execution, ...parsed } = inputSchema.parse(input);
    const runId = parsed.runId ?? start.runId;
    const { stores, log } = deps;
    let run: Run | undefined = runId === undefined ? undefined : await stores.runs.get(runId);
    if (!run) {
      const asked = { ...(runId !== undefined && { runId }), ...(execution !== undefined && { execution }) };
      const opened = await openRefresh(deps, asked);
      if (opened.kind === 'busy') {
        log.info({ runId: opened.runId }, 'a refresh is under way: this start is left out');
        return { runId: opened.runId, goesOn: false, shards: [] };
      }
      run = opened.run;
    }
    const { id, status } = run;
    if (status !== 'running') return { runId: id, goesOn: false, shards: [] };
    const shards = run.shards > 0 ? run.shards : await cut(stores, id);
    return { runId: id, goesOn: true, shards: shardsOf(shards) };
  };

/** How many shards; the same for every try. */
async function cut(stores: Deps['stores'], runId: string): Promise<number> {
  const shards = shardCountFor(await estimateCustomers(stores.customers), CUSTOMERS_PER_SHARD);
  const stored = await stores.runs.mutate(runId, (run) => (run.shards > 0 ? run : { ...run, shards }));
  return stored.shards;
}

export const handler = lazy(createPrepareRefresh, { stores, clock, ids, workflows, log });
