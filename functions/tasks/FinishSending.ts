import { z } from 'zod';
import type { Campaign } from '../../core/campaigns/campaign.ts';
import { NotFoundError } from '../../core/shared/errors.ts';
import { DAY_MS } from '../../core/shared/days.ts';
import type { Deps } from '../../app/ports/deps.ts';
import { lazy } from '../runtime/lazy.ts';
import { clock, log, stores } from '../runtime/providers.ts';
import { advanceCampaign } from '../../app/campaigns/advanceCampaign.ts';
import { openShard } from '../../app/campaigns/sending/shardLedger.ts';
import { waitUntil } from '../../app/shared/timeBox.ts';

const inputSchema = z.object({ campaignId: z.string().min(1), runNo: z.number().int() });

export interface FinishedSending {
  /**
   * `sent`: everybody is in an end state, measure at `measureAt`. `again`: some are not (another run holds them), look
   * again at `until`. `halted`: somebody must act. `stopped`: paused, cancelled, or another run goes on.
   */
  readonly outcome: 'sent' | 'again' | 'halted' | 'stopped';
  readonly until: string;
  readonly measureAt: string;
}

const AGAIN_MS = 10_000;

/** Closes the sending of a campaign once nobody is waiting and no call is open, in any shard. */
export const createFinishSending =
  ({ stores, clock, log }: Pick<Deps, 'stores' | 'clock' | 'log'>) =>
  async (input: unknown): Promise<FinishedSending> => {
    const { campaignId, runNo } = inputSchema.parse(input);
    const campaign = await stores.campaigns.get(campaignId);
    if (!campaign) throw new NotFoundError('campaign', campaignId);
    const now = clock();
    const answer = (outcome: FinishedSending['outcome'], until = now, measureAt = until): FinishedSending => ({
      outcome,
      until: waitUntil(until, now),
      measureAt: new Date(measureAt).toISOString(),
    });
    if (runNo < campaign.runNo) return answer('stopped');
    if (campaign.status === 'halted') return answer('halted');
    if (campaign.status === 'sending') {
      if (!(await allSettled(stores, campaign, now))) return answer('again', now + AGAIN_MS);
      const finished = await advanceCampaign(stores.campaigns, campaignId, 'finish', ({ sentAt }) => ({
        sentAt: sentAt ?? now,
      }));
      if (finished.status !== 'sent') return answer('stopped');
      log.info({ campaignId }, 'a campaign is sent');
      return answer('sent', windowEnd(finished, now));
    }
    return campaign.status === 'sent' ? answer('sent', windowEnd(campaign, now)) : answer('stopped');
  };

function windowEnd(campaign: Campaign, now: number): number {
  return (campaign.sentAt ?? now) + campaign.conversionWindowDays * DAY_MS;
}

/** True when every shard is planned and nobody waits. Calls that a crash left open become `unknown` here. */
async function allSettled(stores: Pick<Deps['stores'], 'ledger'>, campaign: Campaign, now: number): Promise<boolean> {
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

export const handler = lazy(createFinishSending, { stores, clock, log });
