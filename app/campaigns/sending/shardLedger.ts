import { type Chunk, expire, type Step } from '../../../core/campaigns/ledger.ts';
import { type Progress, tallyChunks } from '../../../core/campaigns/progress.ts';
import { NotFoundError, VersionConflictError } from '../../../core/shared/errors.ts';
import type { LedgerStore, StoredShard } from '../../ports/stores/ledger.ts';

/** One shard of the send ledger in memory, at most some hundred chunks. */
export interface ShardLedger {
  readonly planned: boolean;
  /** By seq. */
  chunks(): Iterable<Chunk>;
  /** True when every chunk is in an end state. */
  settled(): boolean;
  /**
   * Stores a transition of a chunk: true when it was ours. False where the transition does not apply or somebody else
   * wrote the chunk first; the chunk is then as they left it.
   */
  take(seq: number, step: (chunk: Chunk) => Step): Promise<boolean>;
  get(seq: number): Chunk;
  /**
   * Repairs what a crash left: gives up on workers that went silent (their claims fall back, their calls become
   * unknown) and stores the tally where the last change of a chunk was not counted any more.
   */
  recover(now: number): Promise<void>;
  /** Stores the exact tally of the chunks. Calls at the same time share one write. */
  save(): Promise<void>;
}

const SAVE_TRIES = 20;

export async function openShard(ledger: LedgerStore, campaignId: string, shard: number): Promise<ShardLedger> {
  const byseq = new Map<number, Chunk>();
  let record: StoredShard | undefined;
  let saving: Promise<void> | undefined;
  let next: Promise<void> | undefined;

  // The record before the chunks: whatever the record counts is then surely among the chunks read after it.
  const load = async () => {
    record = await ledger.getShard(campaignId, shard);
    for (const chunk of await ledger.chunksOf(campaignId, shard)) keep(chunk);
  };
  // A read that was overtaken by our own write must not bring the older chunk back.
  const keep = (chunk: Chunk) => {
    if ((byseq.get(chunk.seq)?.version ?? -1) < chunk.version) byseq.set(chunk.seq, chunk);
  };
  const get = (seq: number): Chunk => {
    const chunk = byseq.get(seq);
    if (!chunk) throw new NotFoundError(`chunk of campaign ${campaignId} shard ${shard}`, String(seq));
    return chunk;
  };

  const saveOnce = async () => {
    for (let tries = 0; tries < SAVE_TRIES; tries++) {
      try {
        const cursor = record?.cursor;
        const tally = { shard, planned: record?.planned ?? false, progress: tallyChunks(byseq.values()) };
        record = await ledger.saveShard(campaignId, { ...tally, ...(cursor && { cursor }) }, record?.version ?? 0);
        return;
      } catch (error) {
        if (!(error instanceof VersionConflictError)) throw error;
        await load();
      }
    }
    throw new VersionConflictError(`shard ${shard} is being written without a pause`);
  };

  const self: ShardLedger = {
    get planned() {
      return record?.planned ?? false;
    },
    chunks: () => byseq.values(),
    settled: () => [...byseq.values()].every(({ state }) => state === 'done' || state === 'unknown'),
    get,
    async take(seq, step) {
      const before = get(seq);
      const result = step(before);
      if (!result.ok) return false;
      try {
        await ledger.update(result.chunk, before.version);
        keep(result.chunk);
        return true;
      } catch (error) {
        if (!(error instanceof VersionConflictError)) throw error;
        const stored = await ledger.getChunk(campaignId, shard, seq);
        if (stored) keep(stored);
        return false;
      }
    },
    async recover(now) {
      const silent = [...byseq.values()].filter((chunk) => expire(chunk, now).ok);
      for (const { seq } of silent) await self.take(seq, (chunk) => expire(chunk, now));
      if (record && !sameProgress(record.progress, tallyChunks(byseq.values()))) await self.save();
    },
    save() {
      if (!saving) {
        saving = saveOnce().finally(() => {
          saving = undefined;
        });
        return saving;
      }
      // The write under way may have counted before our change: one more, shared by all who wait.
      next ??= saving
        .catch(() => undefined)
        .then(() => {
          next = undefined;
          return self.save();
        });
      return next;
    },
  };
  await load();
  return self;
}

function sameProgress(one: Progress, other: Progress): boolean {
  const counts = ({ skipped, failed, ...rest }: Progress) =>
    JSON.stringify([rest, skipped, failed].map((part) => Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))));
  return counts(one) === counts(other);
}
