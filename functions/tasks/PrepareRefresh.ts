import { z } from 'zod';
import type { Deps } from '../../app/ports/deps.ts';
import { refreshRunSchema } from '../../app/ports/workflowInputs.ts';
import { prepareRefresh } from '../../app/segments/refresh/prepareRefresh.ts';
import { type Shard, shardsOf } from '../../core/shared/shards.ts';
import { lazy } from '../runtime/lazy.ts';
import { clock, ids, log, stores, workflows } from '../runtime/providers.ts';

const inputSchema = refreshRunSchema.extend({
  /** The workflow's own input, and its execution. */
  start: refreshRunSchema.default({}),
  execution: z.string().min(1).exactOptional(),
});

interface PreparedRefresh {
  /** Of the run that is under way, where this one may not go on. */
  readonly runId: string;
  /** False where another run is under way, or this one is over already: nothing is left to do, and nothing failed. */
  readonly goesOn: boolean;
  readonly shards: readonly Shard[];
}

/** Finds or opens the record of a refresh and cuts the customers into shards. */
export const createPrepareRefresh =
  (deps: Pick<Deps, 'stores' | 'clock' | 'ids' | 'workflows' | 'log'>) =>
  async (input: unknown): Promise<PreparedRefresh> => {
    const { start, execution, runId = start.runId } = inputSchema.parse(input);
    const prepared = await prepareRefresh(deps, {
      ...(runId !== undefined && { runId }),
      ...(execution !== undefined && { execution }),
    });
    const shards = prepared.kind === 'ready' ? shardsOf(prepared.shards) : [];
    return { runId: prepared.runId, goesOn: prepared.kind === 'ready', shards };
  };

export const handler = lazy(createPrepareRefresh, { stores, clock, ids, workflows, log });
