import { z } from 'zod';
import type { Chunk } from '../../core/campaigns/ledger.ts';
import { CHUNK_SIZE } from '../../core/campaigns/ledger.ts';
import { CHILD_TRANSITIONS, TIME_SLICE_TRANSITIONS, WAIT_TRANSITIONS } from '../../core/costs/transitions.ts';
import { addUsage } from '../../core/costs/usage.ts';
import { NotFoundError } from '../../core/shared/errors.ts';
import { keepUsage } from '../../app/campaigns/keepUsage.ts';
import { metered } from '../runtime/metered.ts';
import type { Deps } from '../../app/ports/deps.ts';
import { lazy } from '../runtime/lazy.ts';
import { baseUrl, clock, ids, log, mailer, signer, stores } from '../runtime/providers.ts';
import { advanceCampaign } from '../../app/campaigns/advanceCampaign.ts';
import { campaignShardSchema } from '../../app/ports/workflowInputs.ts';
import { watchCampaign } from '../../app/campaigns/sending/campaignWatch.ts';
import { openTimeSlice } from '../../app/campaigns/sending/reportTimeSlice.ts';
import { openMessages } from '../../app/campaigns/sending/messages.ts';
import { createRateLimiter } from '../../app/campaigns/sending/rateLimiter.ts';
import { type ChunkSender, LEASE_MS } from '../../app/campaigns/sending/sendChunk.ts';
import { type Ending, quotaLeft, sendLoop, writeOff } from '../../app/campaigns/sending/sendLoop.ts';
import { openShard, type ShardLedger } from '../../app/campaigns/sending/shardLedger.ts';
import { realTiming, TIME_BOX_MS, type Timing, waitUntil } from '../../app/shared/timeBox.ts';

const inputSchema = campaignShardSchema.extend({
  /** Shards sending at the same time: they share the account's rate. */
  concurrency: z.number().int().min(1),
});

export type SentShard =
  /** `stopped`: paused, halted, or not this run's to send. */
  | { readonly outcome: 'done' | 'more' | 'stopped' }
  | { readonly outcome: 'wait'; readonly until: string; readonly reason: 'quota' | 'lease' };

/** SES counts a sliding day, so some of the quota is free again soon. */
const QUOTA_WAIT_MS = 15 * 60_000;

type Dependencies = Pick<Deps, 'stores' | 'mailer' | 'clock' | 'ids' | 'log' | 'signer' | 'baseUrl'>;

/** Sends one shard of a campaign for up to 20 seconds and says how to go on. */
export const createSendShard =
  (deps: Dependencies, timing: Timing = realTiming) =>
  async (input: unknown): Promise<SentShard> => {
    const job = inputSchema.parse(input);
    return metered(
      () => sendShard(deps, timing, job),
      (usage, result) =>
        keepUsage(deps.stores, job.campaignId, addUsage(usage, { transitions: transitionsOf(result?.outcome) })),
    );
  };

function transitionsOf(outcome: SentShard['outcome'] | undefined): number {
  switch (outcome) {
    case 'done':
    case 'stopped':
      return TIME_SLICE_TRANSITIONS + CHILD_TRANSITIONS;
    case 'wait':
      return TIME_SLICE_TRANSITIONS + WAIT_TRANSITIONS;
    case 'more':
    case undefined:
      return TIME_SLICE_TRANSITIONS;
  }
}

async function sendShard(deps: Dependencies, timing: Timing, job: z.infer<typeof inputSchema>): Promise<SentShard> {
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

async function conclude(deps: Dependencies, sender: ChunkSender, ending: Ending): Promise<SentShard> {
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

export const handler = lazy(createSendShard, { stores, mailer, clock, ids, log, signer, baseUrl });
