import { type Chunk, resolve } from '../../core/campaigns/ledger.ts';
import { tallyChunks } from '../../core/campaigns/progress.ts';
import { VersionConflictError } from '../../core/shared/errors.ts';
import type { Deps } from '../ports/deps.ts';
import type { Sleep } from '../shared/timeBox.ts';
import type { ShardRecord } from '../../core/campaigns/shardRecord.ts';
import type { StoredShard } from '../ports/stores/ledger.ts';
import type { Stores } from '../ports/stores/stores.ts';

/** A message that SES has, by where it stands in the ledger. */
export interface SeenMessage {
  readonly customerId?: string | undefined;
  /** Index of the entry, where the customer's id did not fit into a tag. */
  readonly entry?: number | undefined;
  readonly messageId: string;
}

export interface ChunkKey {
  readonly campaignId: string;
  readonly shard: number;
  readonly seq: number;
}

type Dependencies = Pick<Deps, 'stores' | 'clock'> & { readonly sleep: Sleep };

const TRIES = 10;
const LOOK_MS = 250;
const PATIENCE_MS = 3_000;

/**
 * An event about a message proves that SES took it: entries left `unknown` by a lost answer become `accepted`. One
 * write for all messages of a chunk. Returns the chunk as it stands then; undefined where the ledger has none.
 */
export async function resolveSends(
  { stores, clock, sleep }: Dependencies,
  { campaignId, shard, seq }: ChunkKey,
  messages: readonly SeenMessage[],
): Promise<Chunk | undefined> {
  const read = () => stores.ledger.getChunk(campaignId, shard, seq);
  let chunk = await read();
  // The first events often overtake the answer to the call. Its sender is about to write it: no need to race.
  for (let waited = 0; waited < PATIENCE_MS && chunk && underWay(chunk, clock()); waited += LOOK_MS) {
    await sleep(LOOK_MS);
    chunk = await read();
  }
  for (let tries = 0; tries < TRIES && chunk; tries++) {
    const resolved = applyAll(chunk, messages, clock());
    if (resolved === chunk) return chunk;
    try {
      await store(stores, resolved, chunk.version);
      return resolved;
    } catch (error) {
      if (!(error instanceof VersionConflictError)) throw error;
      chunk = await read();
    }
  }
  if (chunk) throw new VersionConflictError(`chunk ${seq} of shard ${shard} is being written without a pause`);
  return undefined;
}

/**
 * Chunk and tally in one transaction: an event may never come again, so nobody would mend a tally that was left behind.
 * It costs twice the write units, for the few messages whose answer was lost.
 */
async function store({ ledger }: Pick<Stores, 'ledger'>, resolved: Chunk, version: number): Promise<void> {
  const { campaignId, shard } = resolved;
  // The record before the chunks: a change of theirs that is not seen here moves the record on, and this fails.
  const record = await ledger.getShard(campaignId, shard);
  const chunks = (await ledger.chunksOf(campaignId, shard)).map((chunk) =>
    chunk.seq === resolved.seq ? resolved : chunk,
  );
  const tally = { shard, planned: false, ...withoutVersion(record), progress: tallyChunks(chunks) };
  await ledger.updateWithShard(resolved, version, tally, record?.version ?? 0);
}

function withoutVersion(record: StoredShard | undefined): Partial<ShardRecord> {
  if (!record) return {};
  const { planned, cursor } = record;
  return { planned, ...(cursor && { cursor }) };
}

function underWay(chunk: Chunk, now: number): boolean {
  return chunk.state === 'calling' && now < (chunk.leaseUntil ?? 0);
}

function applyAll(chunk: Chunk, messages: readonly SeenMessage[], now: number): Chunk {
  let current = chunk;
  for (const { customerId, entry, messageId } of messages) {
    const id = customerId ?? chunk.entries[entry ?? -1]?.customerId;
    const step = id === undefined ? undefined : resolve(current, id, now, messageId);
    if (step?.ok === true) current = step.chunk;
  }
  return current;
}
