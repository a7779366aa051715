import { type Chunk, CHUNK_SIZE } from '../../../core/campaigns/ledger.ts';
import { NotFoundError } from '../../../core/shared/errors.ts';
import type { Deps } from '../../ports/deps.ts';
import type { CampaignShard } from '../../ports/workflowInputs.ts';
import { TIME_BOX_MS, type Timing, waitUntil } from '../../shared/timeBox.ts';
import { advanceCampaign } from '../advanceCampaign.ts';
import { watchCampaign } from './campaignWatch.ts';
import { openMessages } from './messages.ts';
import { createRateLimiter } from './rateLimiter.ts';
import { openTimeSlice } from './reportTimeSlice.ts';
import { type ChunkSender, LEASE_MS } from './sendChunk.ts';
import { type Ending, quotaLeft, sendLoop, writeOff } from './sendLoop.ts';
import { openShard, type ShardLedger } from './shardLedger.ts';

export interface SendJob extends CampaignShard {
  /** Shards sending at the same time: they share the account's rate. */
  readonly concurrency: number;
}

export type SentShard =
  /** `stopped`: paused, halted, or not this run's to send. */
  | { readonly outcome: 'done' | 'more' | 'stopped' }
  | { readonly outcome: 'wait'; readonly until: string; readonly reason: 'quota' | 'lease' };

/** SES counts a sliding day, so some of the quota is free again soon. */
const QUOTA_WAIT_MS = 15 * 60_000;

export type SendDependencies = Pick<Deps, 'stores' | 'mailer' | 'clock' | 'ids' | 'log' | 'signer' | 'baseUrl'>;

/** Sends one shard of a campaign for up to 20 seconds and says how to go on. */
export async function sendShard(deps: SendDependencies, timing: Timing, job: SendJob): Promise<SentShard> {
  const { stores, mailer, clock } = deps;
  const { campaignId, shard, concurrency } = job;
  const end = clock() + TIME_BOX_MS;
  const campaign = await stores.campaigns.get(campaignId);
  if (!campaign) throw new NotFoundError('campaign', campaignId);
  const { status } = campaign;
  if (status !== 'sending' && status !== 'cancelled') return { outcome: 'stopped' };
  const ledger = await openShard(stores.ledger, campaignId, shard);
  // Another run is still planning it.
  if (!ledger.planned && status === 'sending') return { outcome: 'stopped' };
  await ledger.recover(clock());
  if (ledger.settled()) return { outcome: 'done' };

  const endTimeSlice = openTimeSlice(deps, { campaignId, shard, ledger });
  const quota = await mailer.quota();
  if (status === 'sending' && quotaLeft(quota) === 0)
    return endTimeSlice(waitFor('quota', clock() + QUOTA_WAIT_MS, clock()));
  const watch = watchCampaign(stores.campaigns, campaign, clock);
  const sender: ChunkSender = {
    deps,
    campaign,
    ledger,
    messages: await openMessages(deps, campaign),
    owner: deps.ids('snd'),
    mostPerCall: Math.max(1, Math.min(CHUNK_SIZE, Math.floor(quota.maxSendRate), quotaLeft(quota))),
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

async function conclude(deps: SendDependencies, sender: ChunkSender, ending: Ending): Promise<SentShard> {
  const { campaign, ledger } = sender;
  const now = deps.clock();
  switch (ending.kind) {
    case 'halted':
      await advanceCampaign(deps.stores.campaigns, campaign.id, 'halt', () => ({
        haltReason: `SES refuses this account's mail: ${ending.code}`,
      }));
      return { outcome: 'stopped' };
    case 'quota':
      return waitFor('quota', now + QUOTA_WAIT_MS, now);
    case 'status':
      if (ending.status !== 'cancelled') return { outcome: 'stopped' };
      await writeOff(sender);
      break;
    case 'time':
      return { outcome: 'more' };
    case 'over':
      break;
  }
  await ledger.recover(now);
  if (ledger.settled()) return { outcome: 'done' };
  const lease = earliestLease(ledger);
  return lease === undefined ? { outcome: 'more' } : waitFor('lease', lease, now);
}

/** When the first of the other workers' leases runs out, for whoever holds one may be gone. */
function earliestLease(ledger: ShardLedger): number | undefined {
  const held = [...ledger.chunks()].filter(({ state }) => state === 'claimed' || state === 'calling');
  const leases = held.map((chunk: Chunk) => chunk.leaseUntil ?? 0);
  return leases.length === 0 ? undefined : Math.min(...leases);
}

function waitFor(reason: 'quota' | 'lease', at: number, now: number): SentShard {
  // Never at once: a lease that runs out this moment would make the machine spin.
  const until = Math.min(Math.max(at, now + 1_000), now + Math.max(QUOTA_WAIT_MS, LEASE_MS));
  return { outcome: 'wait', until: waitUntil(until, now), reason };
}
