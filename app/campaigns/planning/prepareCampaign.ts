import type { Campaign } from '../../../core/campaigns/campaign.ts';
import { type Shard, shardCountFor, shardsOf } from '../../../core/shared/shards.ts';
import { estimateCustomers } from '../../evaluation/estimateCustomers.ts';
import type { Deps } from '../../ports/deps.ts';
import { advanceCampaign } from '../advanceCampaign.ts';
import { campaignOf } from '../campaignOf.ts';
import { freezeRules } from '../frozenRules.ts';

/** Customers a shard should hold: small enough that its ledger stays in memory, large enough to fill calls of 50. */
const CUSTOMERS_PER_SHARD = 4_000;
/** Messages a second that one shard can send: three calls of 50 under way, some 0.4 s each, with room to spare. */
const RATE_PER_SHARD = 250;
const MOST_CONCURRENT = 16;
/** Shards of a cancelled campaign that write off whom they planned: it takes no rate. */
const WRITING_OFF = 4;

/**
 * What a run may do. `waiting`: not due yet. `stopped`: nothing to plan or send. `ready`: plan and send the shards, so
 * many at once.
 */
export type PreparedRun =
  | { readonly outcome: 'stopped' | 'waiting' }
  | { readonly outcome: 'ready'; readonly shards: readonly Shard[]; readonly concurrency: number };

/**
 * Starts run `runNo` of a campaign (due at `startAt`, epoch ms): the campaign is `sending`, its rules and number of
 * shards are fixed by the first run. A run that is not the latest is stopped.
 */
export async function prepareCampaign(
  { stores, mailer, clock }: Pick<Deps, 'stores' | 'mailer' | 'clock'>,
  { campaignId, runNo, startAt }: { readonly campaignId: string; readonly runNo: number; readonly startAt: number },
): Promise<PreparedRun> {
  const campaign = await campaignOf(stores.campaigns, campaignId);
  if (runNo < campaign.runNo) return { outcome: 'stopped' };
  if (campaign.status === 'scheduled' && clock() < startAt) return { outcome: 'waiting' };
  // A cancelled campaign still has to write off whom it planned.
  if (campaign.status === 'cancelled' && campaign.shards !== undefined) return ready(campaign, WRITING_OFF);
  if (campaign.status !== 'scheduled' && campaign.status !== 'sending') return { outcome: 'stopped' };

  await freezeRules(stores, campaign.id);
  const count = campaign.shards ?? shardCountFor(await estimateCustomers(stores.customers), CUSTOMERS_PER_SHARD);
  const started = await advanceCampaign(stores.campaigns, campaignId, 'start', (current) => ({
    shards: current.shards ?? count,
  }));
  if (started.status !== 'sending') return { outcome: 'stopped' };
  const { maxSendRate } = await mailer.quota();
  return ready(started, Math.ceil(maxSendRate / RATE_PER_SHARD));
}

function ready(campaign: Campaign, useful: number): PreparedRun {
  const shards = shardsOf(campaign.shards ?? 1);
  return { outcome: 'ready', shards, concurrency: Math.max(1, Math.min(useful, MOST_CONCURRENT, shards.length)) };
}
