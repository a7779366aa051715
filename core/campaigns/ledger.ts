import type { SendDecision } from './audience.ts';
import { type Chunk, type ChunkEntry, pendingEntries } from './chunk.ts';

export type { Chunk, ChunkEntry } from './chunk.ts';
export { CHUNK_SIZE, chunkSchema, pendingEntries } from './chunk.ts';

/**
 * The send ledger. SES has no idempotency key, so an answer that never came cannot be asked for again:
 *
 *   planned -> claimed (owner, lease) -> calling -> done | unknown | planned again for the throttled entries
 *
 * An expired claim may be retaken, for no call was made. An expired call becomes `unknown` and is never made
 * again; a later SES event that names the customer resolves it. Every transition is pure, adds 1 to the version,
 * and is stored only where the version before it still stands: two workers cannot both take a step.
 */
export type Step = { readonly ok: true; readonly chunk: Chunk } | { readonly ok: false; readonly reason: LedgerReason };

type LedgerReason =
  | 'notPlanned'
  | 'leased'
  | 'notClaimed'
  | 'leaseExpired'
  | 'notCalling'
  | 'otherCall'
  | 'notExpired'
  | 'calling'
  | 'finished'
  | 'noSuchCustomer'
  | 'neverCalled'
  | 'known';

/** What became of one recipient of a call. `retry`: the provider definitely refused it for now. */
export type EntryOutcome =
  | { readonly status: 'accepted'; readonly messageId: string }
  | { readonly status: 'failed' | 'retry'; readonly code: string }
  | { readonly status: 'unknown' };

const refuse = (reason: LedgerReason): Step => ({ ok: false, reason });

function advance(chunk: Chunk, changes: Partial<Chunk>): Step {
  return { ok: true, chunk: { ...chunk, ...changes, version: chunk.version + 1 } };
}

/** Drops the claim, and settles the state by what the entries say. */
function settle(chunk: Chunk, entries: ChunkEntry[], now: number): Step {
  const next: Chunk = { ...chunk, entries, state: 'planned', version: chunk.version + 1 };
  delete next.owner;
  delete next.leaseUntil;
  if (entries.some((entry) => entry.result === undefined)) return { ok: true, chunk: next };
  const state = entries.some((entry) => entry.result === 'unknown') ? 'unknown' : 'done';
  return { ok: true, chunk: { ...next, state, doneAt: chunk.doneAt ?? now } };
}

/** Takes a planned chunk, or one whose claim has expired, for `leaseMs`. */
export function claim(chunk: Chunk, by: { owner: string; now: number; leaseMs: number }): Step {
  if (chunk.state === 'claimed' && by.now < (chunk.leaseUntil ?? 0)) return refuse('leased');
  if (chunk.state !== 'planned' && chunk.state !== 'claimed') return refuse('notPlanned');
  const leaseUntil = by.now + by.leaseMs;
  return advance(chunk, { state: 'claimed', owner: by.owner, leaseUntil, attempt: chunk.attempt + 1 });
}

/**
 * Records the answers of the second look at consent and suppression and, in the same write, that the call is
 * about to be made. Store the result BEFORE the call; then call for exactly its `pendingEntries`. Where nobody
 * is left the chunk is done and there is no call. A customer without a decision counts as erased.
 */
export function startCalling(chunk: Chunk, decisions: ReadonlyMap<string, SendDecision>, now: number): Step {
  if (chunk.state !== 'claimed') return refuse('notClaimed');
  if (now >= (chunk.leaseUntil ?? 0)) return refuse('leaseExpired');
  const entries = chunk.entries.map((entry): ChunkEntry => {
    if (entry.result !== undefined) return entry;
    const decision = decisions.get(entry.customerId) ?? { kind: 'skipped', reason: 'erased' };
    return decision.kind === 'send' ? entry : { ...entry, result: `skipped:${decision.reason}`, at: now };
  });
  if (entries.every((entry) => entry.result !== undefined)) return settle(chunk, entries, now);
  return advance(chunk, { state: 'calling', callingAt: now, entries });
}

function applyOutcome(entry: ChunkEntry, outcome: EntryOutcome | undefined, late: boolean, now: number): ChunkEntry {
  switch (outcome?.status) {
    case 'accepted':
      return { ...entry, result: 'accepted', messageId: outcome.messageId, at: now };
    case 'failed':
      return { ...entry, result: `failed:${outcome.code}`, at: now };
    case 'retry':
      // Once given up as unknown it stays out of the queue: the answer is believed, but the entry is not called again.
      return late ? { ...entry, result: `failed:${outcome.code}`, at: now } : entry;
    case 'unknown':
    case undefined:
      return { ...entry, result: 'unknown', at: entry.at ?? now };
  }
}

/**
 * Records the answer to a call: one outcome for each of `held`'s pending entries, in order (a missing one is
 * unknown). `held` is the chunk as the caller stored it when the call began; after a version conflict read the
 * chunk again and pass that as `chunk`, still with the same `held`. Throttled entries make the chunk planned
 * again for themselves alone. An answer that comes after the call was given up still resolves its entries.
 */
export function finish(chunk: Chunk, outcomes: readonly EntryOutcome[], now: number, held: Chunk = chunk): Step {
  const late = chunk.state === 'unknown';
  if (chunk.state !== 'calling' && !late) return refuse('notCalling');
  if (chunk.attempt !== held.attempt || (!late && chunk.owner !== held.owner)) return refuse('otherCall');
  const answers = new Map(pendingEntries(held).map((entry, index) => [entry.customerId, outcomes[index]]));
  const entries = chunk.entries.map((entry) => {
    const open = entry.result === undefined || (late && entry.result === 'unknown');
    return open && answers.has(entry.customerId)
      ? applyOutcome(entry, answers.get(entry.customerId), late, now)
      : entry;
  });
  return settle(chunk, entries, now);
}

/** Gives up on a worker that went silent: its claim falls back to planned, its call becomes unknown. */
export function expire(chunk: Chunk, now: number): Step {
  if (chunk.state !== 'claimed' && chunk.state !== 'calling') return refuse('finished');
  if (now < (chunk.leaseUntil ?? 0)) return refuse('notExpired');
  if (chunk.state === 'claimed') return settle(chunk, chunk.entries, now);
  const entries = chunk.entries.map((entry): ChunkEntry =>
    entry.result === undefined ? { ...entry, result: 'unknown', at: now } : entry,
  );
  return settle(chunk, entries, now);
}

/** A later event shows that SES had taken the message. Known results stay; an entry never called is not believed. */
export function resolve(chunk: Chunk, customerId: string, now: number, messageId?: string): Step {
  const entry = chunk.entries.find((candidate) => candidate.customerId === customerId);
  if (!entry) return refuse('noSuchCustomer');
  if (entry.result !== undefined && entry.result !== 'unknown') return refuse('known');
  if (chunk.callingAt === undefined) return refuse('neverCalled');
  const accepted: ChunkEntry = { ...entry, result: 'accepted', at: now, ...(messageId !== undefined && { messageId }) };
  const entries = chunk.entries.map((candidate) => (candidate === entry ? accepted : candidate));
  if (chunk.state === 'calling') return advance(chunk, { entries });
  const stillClaimed = chunk.state === 'claimed' && entries.some((candidate) => candidate.result === undefined);
  return stillClaimed ? advance(chunk, { entries }) : settle(chunk, entries, now);
}

/** Ends what was not called yet. A running call cannot be taken back: finish or expire it first, then cancel again. */
export function cancel(chunk: Chunk, now: number): Step {
  if (chunk.state === 'calling') return refuse('calling');
  if (chunk.state === 'done' || chunk.state === 'unknown') return refuse('finished');
  const entries = chunk.entries.map((entry): ChunkEntry =>
    entry.result === undefined ? { ...entry, result: 'skipped:cancelled', at: now } : entry,
  );
  return settle(chunk, entries, now);
}
