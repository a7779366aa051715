import type { Deps } from '../../ports/deps.ts';
import { advanceCampaign } from '../advanceCampaign.ts';
import { type ChunkSender, LEASE_MS } from './sendChunk.ts';
import { type Ending, writeOff } from './sendLoop.ts';
import type { ShardLedger } from './shardLedger.ts';

/** What comes next for a shard after a time slice of sending. */
export type SliceOutcome =
  /** `stopped`: paused, halted, or not this run's to send. */
  | { readonly outcome: 'done' | 'more' | 'stopped' }
  /** `until` in epoch ms. */
  | { readonly outcome: 'wait'; readonly until: number; readonly reason: 'quota' | 'lease' };

/** SES counts a sliding day, so some of the quota is free again soon. */
const QUOTA_WAIT_MS = 15 * 60_000;

/** Acts on why a time slice ended: halts the campaign, writes off who waits, or says what comes next. */
export async function conclude(
  { stores, clock }: Pick<Deps, 'stores' | 'clock'>,
  sender: ChunkSender,
  ending: Ending,
): Promise<SliceOutcome> {
  const { campaign, ledger } = sender;
  const now = clock();
  switch (ending.kind) {
    case 'halted':
      await advanceCampaign(stores.campaigns, campaign.id, 'halt', () => ({
        haltReason: `SES refuses this account's mail: ${ending.code}`,
      }));
      return { outcome: 'stopped' };
    case 'quota':
      return waitForQuota(now);
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
  const leases = held.map(({ leaseUntil }) => leaseUntil ?? 0);
  return leases.length === 0 ? undefined : Math.min(...leases);
}

export function waitForQuota(now: number): SliceOutcome {
  return waitFor('quota', now + QUOTA_WAIT_MS, now);
}

function waitFor(reason: 'quota' | 'lease', at: number, now: number): SliceOutcome {
  // Never at once: a lease that runs out this moment would make the machine spin.
  const until = Math.min(Math.max(at, now + 1_000), now + Math.max(QUOTA_WAIT_MS, LEASE_MS));
  return { outcome: 'wait', until, reason };
}
