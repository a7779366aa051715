import { keepUsage } from '../../app/campaigns/keepUsage.ts';
import { planShard } from '../../app/campaigns/planning/planShard.ts';
import type { Deps } from '../../app/ports/deps.ts';
import { campaignShardSchema } from '../../app/ports/workflowInputs.ts';
import { CHILD_TRANSITIONS, TIME_SLICE_TRANSITIONS } from '../../core/costs/transitions.ts';
import { addUsage } from '../../core/costs/usage.ts';
import { lazy } from '../runtime/lazy.ts';
import { metered } from '../runtime/metered.ts';
import { clock, stores } from '../runtime/providers.ts';

/** Plans one shard of a campaign for up to 20 seconds and says whether that was all. */
export const createPlanShard =
  ({ stores, clock }: Pick<Deps, 'stores' | 'clock'>) =>
  async (input: unknown): Promise<{ readonly done: boolean }> => {
    const job = campaignShardSchema.parse(input);
    return metered(
      () => planShard({ stores, clock }, job),
      (usage, result) => {
        const transitions = TIME_SLICE_TRANSITIONS + (result?.done === true ? CHILD_TRANSITIONS : 0);
        return keepUsage(stores, job.campaignId, addUsage(usage, { transitions }));
      },
    );
  };

export const handler = lazy(createPlanShard, { stores, clock });
