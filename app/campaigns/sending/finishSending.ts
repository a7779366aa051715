import type { Campaign } from '../../../core/campaigns/campaign.ts';
import { DAY_MS } from '../../../core/shared/days.ts';
import type { Deps } from '../../ports/deps.ts';
import type { Stores } from '../../ports/stores/stores.ts';
import { advanceCampaign } from '../advanceCampaign.ts';
import { campaignOf } from '../campaignOf.ts';
import { openShard } from './shardLedger.ts';

export interface Finish {
  /**
   * `sent`: everybody is in an end state, measure at `at`. `again`: some are not (another run holds them), look again at
   * `at`. `halted`: somebody must act. `stopped`: paused, cancelled, or another run continues.
   */
  readonly outcome: 'sent' | 'again' | 'halted' | 'stopped';
  /** Epoch ms. */
  readonly at: number;
}

const AGAIN_MS = 10_000;

/** Closes the sending of a campaign once nobody is waiting and no call is open, in any shard. `runNo` is who asks. */
export async function finishSending(
  { stores, clock, log }: Pick<Deps, 'stores' | 'clock' | 'log'>,
  campaignId: string,
  runNo: number,
): Promise<Finish> {
  const campaign = await campaignOf(stores.campaigns, campaignId);
  const now = clock();
  if (runNo < campaign.runNo) return { outcome: 'stopped', at: now };
  if (campaign.status === 'halted') return { outcome: 'halted', at: now };
  if (campaign.status === 'sent') return { outcome: 'sent', at: windowEnd(campaign, now) };
  if (campaign.status !== 'sending') return { outcome: 'stopped', at: now };

  if (!(await allSettled(stores, campaign, now))) return { outcome: 'again', at: now + AGAIN_MS };
  const finished = await advanceCampaign(stores.campaigns, campaignId, 'finish', ({ sentAt }) => ({
    sentAt: sentAt ?? now,
  }));
  if (finished.status !== 'sent') return { outcome: 'stopped', at: now };
  log.info({ campaignId }, 'a campaign is sent');
  return { outcome: 'sent', at: windowEnd(finished, now) };
}

function windowEnd(campaign: Campaign, now: number): number {
  return (campaign.sentAt ?? now) + campaign.conversionWindowDays * DAY_MS;
}

/** True when every shard is planned and nobody waits. Calls that a crash left open become `unknown` here. */
async function allSettled(stores: Pick<Stores, 'ledger'>, campaign: Campaign, now: number): Promise<boolean> {
  const shards = await stores.ledger.shardsOf(campaign.id);
  if (shards.length < (campaign.shards ?? 1) || shards.some((shard) => !shard.planned)) return false;
  if (shards.some((shard) => (shard.progress.skipped['waiting'] ?? 0) > 0)) return false;
  // An open call counts as unknown, so only shards with unknown ones can hold any.
  for (const { shard } of shards.filter(({ progress }) => progress.unknown > 0)) {
    const ledger = await openShard(stores.ledger, campaign.id, shard);
    await ledger.recover(now);
    if (!ledger.settled()) return false;
  }
  return true;
}
