import type { Campaign } from '../../core/campaigns/campaign.ts';
import { NotFoundError } from '../../core/shared/errors.ts';
import { type Shard, shardCountFor, shardsOf } from '../../core/shared/shards.ts';
import type { Deps } from '../../app/ports/deps.ts';
import { lazy } from '../runtime/lazy.ts';
import { clock, mailer, stores } from '../runtime/providers.ts';
import { advanceCampaign } from '../../app/campaigns/advanceCampaign.ts';
import { freezeRules } from '../../app/campaigns/frozenRules.ts';
import { estimateCustomers } from '../../app/evaluation/estimateCustomers.ts';
import { type CampaignRun, campaignRunSchema } from '../../app/ports/workflowInputs.ts';
import { waitUntil } from '../../app/shared/timeBox.ts';

/** Customers a shard should hold: small enough that its ledger stays in memory, large enough to fill calls of 50. */
const CUSTOMERS_PER_SHARD = 4_000;
/** Messages a second that one shard can send: three calls of 50 under way, some 0.4 s each, with room to spare. */
const RATE_PER_SHARD = 250;
const MOST_CONCURRENT = 16;

export interface PreparedCampaign extends CampaignRun {
  /** `waiting`: not due yet, ask again at `startAt`. `stopped`: this run has nothing to plan or send. */
  readonly outcome: 'ready' | 'waiting' | 'stopped';
  /** Shards that send at the same time. */
  readonly concurrency: number;
  readonly shards: readonly Shard[];
}

/** Starts a run: the campaign is `sending`, its rules and number of shards are fixed by the first run. */
export const createPrepareCampaign =
  ({ stores, mailer, clock }: Pick<Deps, 'stores' | 'mailer' | 'clock'>) =>
  async (input: unknown): Promise<PreparedCampaign> => {
    const run = campaignRunSchema.parse(input);
    const stopped: PreparedCampaign = { ...pick(run), outcome: 'stopped', concurrency: 1, shards: [] };
    const campaign = await stores.campaigns.get(run.campaignId);
    if (!campaign) throw new NotFoundError('campaign', run.campaignId);
    if (run.runNo < campaign.runNo) return stopped;
    if (campaign.status === 'scheduled' && clock() < Date.parse(run.startAt)) {
      return { ...stopped, outcome: 'waiting', startAt: waitUntil(Date.parse(run.startAt), clock()) };
    }
    // A cancelled campaign still has to write off whom it planned.
    if (campaign.status === 'cancelled' && campaign.shards !== undefined) return ready(stopped, campaign, 4);
    if (campaign.status !== 'scheduled' && campaign.status !== 'sending') return stopped;

    await freezeRules(stores, campaign.id);
    const count = campaign.shards ?? shardCountFor(await estimateCustomers(stores.customers), CUSTOMERS_PER_SHARD);
    const started = await advanceCampaign(stores.campaigns, run.campaignId, 'start', (current) => ({
      shards: current.shards ?? count,
    }));
    if (started.status !== 'sending') return stopped;
    const { maxSendRate } = await mailer.quota();
    return ready(stopped, started, Math.ceil(maxSendRate / RATE_PER_SHARD));
  };

const pick = ({ campaignId, runNo, startAt }: CampaignRun): CampaignRun => ({ campaignId, runNo, startAt });

function ready(run: PreparedCampaign, campaign: Campaign, selected: number): PreparedCampaign {
  const shards = shardsOf(campaign.shards ?? 1);
  const concurrency = Math.max(1, Math.min(selected, MOST_CONCURRENT, shards.length));
  return { ...run, outcome: 'ready', concurrency, shards };
}

export const handler = lazy(createPrepareCampaign, { stores, mailer, clock });
