import { z } from 'zod';
import { summariseShard } from '../../app/population/summariseShard.ts';
import type { Deps } from '../../app/ports/deps.ts';
import type { CustomerPosition } from '../../app/ports/stores/customers.ts';
import { lazy } from '../runtime/lazy.ts';
import { clock, stores } from '../runtime/providers.ts';

const inputSchema = z.object({
  runId: z.string().min(1),
  shard: z.number().int(),
  /** Absent in the first slice. */
  result: z
    .object({
      next: z.number().int(),
      after: z.object({ bucket: z.number().int(), id: z.string() }).exactOptional(),
    })
    .exactOptional(),
});

export interface SummarisedShard {
  readonly done: boolean;
  /** The time slice to continue with, and where. */
  readonly next: number;
  readonly after?: CustomerPosition;
}

/** Sums up one shard's orders for the fit. `done: false` asks to be called again with the answer. */
export const createSummariseShard =
  (deps: Pick<Deps, 'stores' | 'clock'>) =>
  async (input: unknown): Promise<SummarisedShard> => {
    const { runId, shard, result } = inputSchema.parse(input);
    return summariseShard(deps, { runId, shard, slice: result?.next ?? 0, after: result?.after });
  };

export const handler = lazy(createSummariseShard, { stores, clock });
