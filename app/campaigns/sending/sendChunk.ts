import { decideAtSend } from '../../../core/campaigns/audience.ts';
import type { Campaign } from '../../../core/campaigns/campaign.ts';
import {
  type Chunk,
  claim,
  type EntryOutcome,
  finish,
  pendingEntries,
  startCalling,
} from '../../../core/campaigns/ledger.ts';
import { UnavailableError, VersionConflictError } from '../../../core/shared/errors.ts';
import type { Deps } from '../../ports/deps.ts';
import { callMailer } from './callMailer.ts';
import type { Messages } from './messages.ts';
import { outcomeOf, prepareCall } from './prepareCall.ts';
import type { ShardLedger } from './shardLedger.ts';

/** How long a worker may be silent. Longer than the mailer's own time limit, so that a slow answer is still ours. */
export const LEASE_MS = 30_000;
/** A chunk that was refused for now this many times is written off with the last code. */
const MOST_ATTEMPTS = 500;
const FINISH_TRIES = 10;

export interface ChunkSender {
  readonly deps: Pick<Deps, 'stores' | 'mailer' | 'clock' | 'log'>;
  readonly campaign: Campaign;
  readonly ledger: ShardLedger;
  readonly messages: Messages;
  readonly owner: string;
  /** Recipients a call may have: no more than the account sends in a second. */
  readonly mostPerCall: number;
  /** False when the campaign was paused or cancelled meanwhile. */
  readonly mayCall: () => Promise<boolean>;
}

/** What became of an attempt to send a chunk: somebody else has the chunk, the campaign stopped, or these refusals came (maybe none). */
export type AttemptResult =
  { readonly kind: 'lost' | 'stopped' } | { readonly kind: 'called'; readonly refusals: readonly string[] };

/**
 * Sends one chunk: claim it, read its customers afresh and ask again who may be written to, note that the call begins,
 * call, note what came back. A crash between any two of these leaves something that is never sent twice.
 */
export async function sendChunk(sender: ChunkSender, seq: number): Promise<AttemptResult> {
  const { deps, campaign, ledger, messages, owner, mostPerCall } = sender;
  const taken = await ledger.take(seq, (chunk) => claim(chunk, { owner, now: deps.clock(), leaseMs: LEASE_MS }));
  if (!taken) return { kind: 'lost' };
  const waiting = pendingEntries(ledger.get(seq)).map((entry) => entry.customerId);
  const customers = await deps.stores.customers.getMany(waiting);
  const decisions = new Map(waiting.map((id) => [id, decideAtSend(customers.get(id), ledger.get(seq))]));
  const making = { messages, mostPerCall, log: deps.log };
  const call = await prepareCall(ledger.get(seq), making, customers, decisions);
  // Last look before the point of no return; a claim left behind runs out by itself.
  if (!(await sender.mayCall())) return { kind: 'stopped' };
  if (!(await ledger.take(seq, (chunk) => startCalling(chunk, decisions, deps.clock())))) return { kind: 'lost' };
  const held = ledger.get(seq);
  if (held.state !== 'calling') return { kind: 'called', refusals: [] };

  const { outcomes, refusals } = await callMailer(deps.mailer, {
    from: campaign.from ?? { email: '' },
    ...call.skeleton,
    tags: [],
    entries: call.entries,
  });
  const pending = pendingEntries(held);
  await record(
    sender,
    held,
    pending.map(({ customerId }) => settle(held, outcomeOf(call, outcomes, customerId))),
  );
  return { kind: 'called', refusals };
}

function settle(held: Chunk, outcome: EntryOutcome): EntryOutcome {
  const last = held.attempt >= MOST_ATTEMPTS && outcome.status === 'retry';
  return last ? { status: 'failed', code: outcome.code } : outcome;
}

/** Stores what came back. Others may have written the chunk meanwhile (an event, an expiry): the answer still counts. */
async function record({ ledger, deps, campaign }: ChunkSender, held: Chunk, outcomes: readonly EntryOutcome[]) {
  for (let tries = 0; tries < FINISH_TRIES; tries++) {
    const step = finish(ledger.get(held.seq), outcomes, deps.clock(), held);
    // Every entry was resolved without us.
    if (!step.ok) return;
    try {
      if (await ledger.take(held.seq, () => step)) return;
    } catch (error) {
      // The answer exists only here: losing it to one refused write would make everybody unknown.
      if (!(error instanceof UnavailableError) || tries === FINISH_TRIES - 1) throw error;
    }
  }
  const { shard, seq } = held;
  const messageIds = outcomes.flatMap((outcome) => (outcome.status === 'accepted' ? [outcome.messageId] : []));
  deps.log.error({ campaignId: campaign.id, shard, seq, messageIds }, 'the answer to a call could not be stored');
  throw new VersionConflictError(`chunk ${seq} of shard ${shard} is being written without a pause`);
}
