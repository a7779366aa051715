import { prepareCampaign, type PreparedRun } from '../../app/campaigns/planning/prepareCampaign.ts';
import type { Deps } from '../../app/ports/deps.ts';
import { type CampaignRun, campaignRunSchema } from '../../app/ports/workflowInputs.ts';
import { waitUntil } from '../../app/shared/timeBox.ts';
import type { Shard } from '../../core/shared/shards.ts';
import { lazy } from '../runtime/lazy.ts';
import { clock, mailer, stores } from '../runtime/providers.ts';

interface PreparedCampaign extends CampaignRun {
  /** `waiting`: not due yet, ask again at `startAt`. `stopped`: this run has nothing to plan or send. */
  readonly outcome: PreparedRun['outcome'];
  /** Shards that send at the same time. */
  readonly concurrency: number;
  readonly shards: readonly Shard[];
}

/** Starts a run: the campaign is `sending`, its rules and number of shards are fixed by the first run. */
export const createPrepareCampaign =
  (deps: Pick<Deps, 'stores' | 'mailer' | 'clock'>) =>
  async (input: unknown): Promise<PreparedCampaign> => {
    const { campaignId, runNo, startAt } = campaignRunSchema.parse(input);
    const due = Date.parse(startAt);
    const run = await prepareCampaign(deps, { campaignId, runNo, startAt: due });
    const answer = { campaignId, runNo, startAt, concurrency: 1, shards: [], ...run };
    return run.outcome === 'waiting' ? { ...answer, startAt: waitUntil(due, deps.clock()) } : answer;
  };

export const handler = lazy(createPrepareCampaign, { stores, mailer, clock });
