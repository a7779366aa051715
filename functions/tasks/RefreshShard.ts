import { z } from 'zod';
import type { Deps } from '../../app/ports/deps.ts';
import { foundSchema } from '../../app/segments/refresh/found.ts';
import { type RefreshedSlice, refreshShard } from '../../app/segments/refresh/refreshShard.ts';
import { lazy } from '../runtime/lazy.ts';
import { blobs, clock, log, stores } from '../runtime/providers.ts';

const inputSchema = z.object({
  runId: z.string().min(1),
  shard: z.number().int(),
  /** Absent in the first time slice. */
  result: foundSchema.exactOptional(),
});

export type RefreshedShard = RefreshedSlice;

/** Brings one shard's memberships up to date. `done: false` asks to be called again with the answer. */
export const createRefreshShard =
  (deps: Pick<Deps, 'stores' | 'clock' | 'blobs' | 'log'>) =>
  async (input: unknown): Promise<RefreshedShard> => {
    const { runId, shard, result } = inputSchema.parse(input);
    return refreshShard(deps, { runId, shard, before: result });
  };

export const handler = lazy(createRefreshShard, { stores, clock, blobs, log });
