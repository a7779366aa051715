import type { CampaignStatus } from '../../../core/campaigns/campaign.ts';
import { cancel, claim } from '../../../core/campaigns/ledger.ts';
import type { Timing } from '../../shared/timeBox.ts';
import { type ChunkSender, LEASE_MS, sendChunk } from './sendChunk.ts';
import type { RateLimiter } from './rateLimiter.ts';
import { halts, isDailyQuota } from './providerCodes.ts';
import type { SendQuota } from '../../ports/mailer.ts';

/** Why a time slice of sending ended. `over`: nothing is left that could be done now. */
export type Ending =
  | { readonly kind: 'over' | 'time' }
  | { readonly kind: 'quota' }
  | { readonly kind: 'status'; readonly status: CampaignStatus }
  | { readonly kind: 'halted'; readonly code: string };

export interface SendLoop extends Timing {
  readonly sender: ChunkSender;
  readonly rateLimiter: RateLimiter;
  /** At most a second old. */
  readonly status: () => Promise<CampaignStatus>;
  readonly quota: () => Promise<SendQuota>;
  /** Epoch ms. */
  readonly end: number;
}

/** Calls under way at once: while SES answers one, the next is prepared. */
const IN_FLIGHT = 3;
const FIRST_BACKOFF_MS = 200;
const LONGEST_BACKOFF_MS = 10_000;

export const quotaLeft = (quota: SendQuota): number =>
  quota.max24h < 0 ? Number.POSITIVE_INFINITY : Math.max(0, quota.max24h - quota.sent24h);

/** Sends a shard's chunks, a few at a time, until nothing is left, time is up or something stops it. */
export async function sendLoop(loop: SendLoop): Promise<Ending> {
  const { sender, rateLimiter, sleep, random } = loop;
  const { ledger, mostPerCall } = sender;
  const { clock } = sender.deps;
  const busy = new Set<number>();
  const backoff = new Map<number, { readonly tries: number; readonly until: number }>();
  let ending: Ending | undefined;

  /** The next chunk, or how long until there may be one, or nothing. */
  const next = (): { seq: number; size: number } | { wait: number } | undefined => {
    const now = clock();
    let wait: number | undefined;
    for (const chunk of ledger.chunks()) {
      if (busy.has(chunk.seq) || !claim(chunk, { owner: sender.owner, now, leaseMs: LEASE_MS }).ok) continue;
      const until = backoff.get(chunk.seq)?.until ?? 0;
      if (until <= now) return { seq: chunk.seq, size: Math.min(mostPerCall, chunk.entries.length) };
      wait = Math.min(wait ?? Infinity, until - now);
    }
    return wait === undefined ? undefined : { wait };
  };

  const learn = async (seq: number, refusals: readonly string[]): Promise<void> => {
    const halting = refusals.find(halts);
    if (halting !== undefined) {
      ending ??= { kind: 'halted', code: halting };
      return;
    }
    if (refusals.length === 0) {
      backoff.delete(seq);
      rateLimiter.speedUp();
      return;
    }
    rateLimiter.slowDown();
    const tries = (backoff.get(seq)?.tries ?? 0) + 1;
    const ceiling = Math.min(FIRST_BACKOFF_MS * 2 ** tries, LONGEST_BACKOFF_MS);
    // Full jitter: shards that were refused together do not come back together.
    backoff.set(seq, { tries, until: clock() + Math.ceil(ceiling * random()) + FIRST_BACKOFF_MS });
    const exhausted = refusals.some(isDailyQuota) || (tries === 3 && quotaLeft(await loop.quota()) === 0);
    if (exhausted) ending ??= { kind: 'quota' };
  };

  const turn = async (seq: number, size: number): Promise<void> => {
    await rateLimiter.take(size);
    const status = await loop.status();
    if (status !== 'sending') {
      ending ??= { kind: 'status', status };
      return;
    }
    const result = await sendChunk(sender, seq);
    if (result.kind === 'stopped') ending ??= { kind: 'status', status: await loop.status() };
    if (result.kind !== 'called') return;
    await ledger.save();
    await learn(seq, result.refusals);
  };

  const worker = async (): Promise<void> => {
    while (ending === undefined) {
      if (clock() >= loop.end) ending = { kind: 'time' };
      const found = ending === undefined ? next() : undefined;
      if (!found) return;
      if ('wait' in found) {
        await sleep(Math.min(found.wait, Math.max(1, loop.end - clock())));
        continue;
      }
      busy.add(found.seq);
      try {
        await turn(found.seq, found.size);
      } catch (error) {
        ending ??= { kind: 'time' };
        throw error;
      } finally {
        busy.delete(found.seq);
      }
    }
  };

  const workers = await Promise.allSettled(Array.from({ length: IN_FLIGHT }, worker));
  for (const one of workers) if (one.status === 'rejected') throw one.reason;
  return ending ?? { kind: 'over' };
}

/** Writes off everybody who waits in a cancelled campaign's shard. Calls under way end by themselves. */
export async function writeOff(sender: ChunkSender): Promise<void> {
  for (const { seq } of [...sender.ledger.chunks()]) {
    await sender.ledger.take(seq, (chunk) => cancel(chunk, sender.deps.clock()));
  }
  await sender.ledger.save();
}
