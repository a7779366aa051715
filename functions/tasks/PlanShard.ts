import { keepTimeSliceUsage } from '../../app/campaigns/keepUsage.ts';
import { planShard } from '../../app/campaigns/planning/planShard.ts';
import type { Deps } from '../../app/ports/deps.ts';
import { campaignShardSchema } from '../../app/ports/workflowInputs.ts';
import { lazy } from '../runtime/lazy.ts';
import { metered } from '../runtime/metered.ts';
import { clock, stores } from '../runtime/providers.ts';

/** Writes one shard's part of the audience into the ledger. `done: false` asks to be called again. */
export const createPlanShard =
  (deps: Pick<Deps, 'stores' | 'clock'>) =>
  async (input: unknown): Promise<{ readonly done: boolean }> => {
    const job = campaignShardSchema.parse(input);
    return metered(
      () => planShard(deps, job),
      (usage, result) =>
        keepTimeSliceUsage(deps.stores, job.campaignId, usage, result?.done === true ? 'over' : 'again'),
    );
  };

export const handler = lazy(createPlanShard, { stores, clock });
