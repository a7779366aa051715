import { CHUNK_SIZE } from '../../../core/campaigns/ledger.ts';
import type { Deps } from '../../ports/deps.ts';
import type { SendQuota } from '../../ports/mailer.ts';
import type { CampaignShard } from '../../ports/workflowInputs.ts';
import { TIME_BOX_MS, type Timing } from '../../shared/timeBox.ts';
import { campaignOf } from '../campaignOf.ts';
import { watchCampaign } from './campaignWatch.ts';
import { conclude, type SliceOutcome, waitForQuota } from './conclude.ts';
import { openMessages } from './messages.ts';
import { createRateLimiter } from './rateLimiter.ts';
import { openTimeSlice } from './reportTimeSlice.ts';
import type { ChunkSender } from './sendChunk.ts';
import { type Ending, quotaLeft, sendLoop } from './sendLoop.ts';
import { openShard } from './shardLedger.ts';

export interface SendJob extends CampaignShard {
  /** Shards sending at the same time: they share the account's rate. */
  readonly concurrency: number;
}

type Dependencies = Pick<Deps, 'stores' | 'mailer' | 'clock' | 'ids' | 'log' | 'signer' | 'baseUrl'>;

/**
 * Sends one shard of a campaign for up to 20 seconds, and says what is next. In a cancelled campaign's shard it writes
 * off those who wait.
 */
export async function sendShard(deps: Dependencies, job: SendJob, timing: Timing): Promise<SliceOutcome> {
  const { stores, mailer, clock } = deps;
  const { campaignId, shard, concurrency } = job;
  const end = clock() + TIME_BOX_MS;
  const campaign = await campaignOf(stores.campaigns, campaignId);
  const { status } = campaign;
  if (status !== 'sending' && status !== 'cancelled') return { outcome: 'stopped' };
  const ledger = await openShard(stores.ledger, campaignId, shard);
  // Another run is still planning it.
  if (!ledger.planned && status === 'sending') return { outcome: 'stopped' };
  await ledger.recover(clock());
  if (ledger.settled()) return { outcome: 'done' };

  const endTimeSlice = openTimeSlice(deps, { campaignId, shard, ledger });
  const quota = await mailer.quota();
  if (status === 'sending' && quotaLeft(quota) === 0) return endTimeSlice(waitForQuota(clock()));
  const watch = watchCampaign(stores.campaigns, campaign, clock);
  const sender: ChunkSender = {
    deps,
    campaign,
    ledger,
    messages: await openMessages(deps, campaign),
    owner: deps.ids('snd'),
    mostPerCall: mostPerCall(quota),
    mayCall: async () => (await watch.status()) === 'sending',
  };
  const rate = Math.max(quota.maxSendRate, 1) / concurrency;
  const rateLimiter = createRateLimiter(rate, clock, timing.sleep);
  const ending: Ending =
    status === 'cancelled'
      ? { kind: 'status', status }
      : await sendLoop({
          ...timing,
          sender,
          rateLimiter,
          status: () => watch.status(),
          quota: () => mailer.quota(),
          end,
        });
  return endTimeSlice(await conclude(deps, sender, ending), ending.kind === 'halted');
}

/** Recipients of one call: no more than the account may send in a second, or today. */
function mostPerCall(quota: SendQuota): number {
  return Math.max(1, Math.min(CHUNK_SIZE, Math.floor(quota.maxSendRate), quotaLeft(quota)));
}
