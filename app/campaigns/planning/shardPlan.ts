import type { Campaign } from '../../../core/campaigns/campaign.ts';
import type { Chunk } from '../../../core/campaigns/ledger.ts';
import { planChunks, type PlannedCustomer } from '../../../core/campaigns/planChunks.ts';
import { tallyChunks } from '../../../core/campaigns/progress.ts';
import { VersionConflictError } from '../../../core/shared/errors.ts';
import type { CustomerPosition } from '../../ports/stores/customers.ts';
import type { LedgerStore } from '../../ports/stores/ledger.ts';
import { planningInstant } from './audienceOf.ts';

/** How far a shard is planned. */
interface Planned {
  /** Whether everybody of the shard is in the ledger. */
  readonly planned: boolean;
  /** The last customer looked at. */
  readonly last?: CustomerPosition;
}

/** What a shard's ledger holds of its audience while it is being planned. */
export interface ShardPlan {
  /** Where planning continues; undefined at the start. */
  position(): CustomerPosition | undefined;
  /** Stores customers who are not in the ledger yet, and how far the shard is planned. */
  add(customers: readonly PlannedCustomer[], planned: Planned): Promise<void>;
}

export async function openShardPlan(ledger: LedgerStore, campaign: Campaign, shard: number): Promise<ShardPlan> {
  // The record first: chunks that came after it are then surely seen.
  let record = await ledger.getShard(campaign.id, shard);
  const chunks = await ledger.chunksOf(campaign.id, shard);
  return {
    position: () => record?.cursor && { bucket: record.cursor.bucket, id: record.cursor.id },
    async add(customers, { planned, last }) {
      const options = { campaignId: campaign.id, shard, at: planningInstant(campaign), existing: chunks };
      const added = planChunks(customers, options);
      await storeChunks(ledger, added);
      chunks.push(...added);
      const cursor = last ? { ...last, seq: chunks.length } : record?.cursor;
      const next = { shard, planned, progress: tallyChunks(chunks), ...(cursor && { cursor }) };
      record = await ledger.saveShard(campaign.id, next, record?.version ?? 0);
    },
  };
}

/**
 * Stores newly planned chunks in order of `seq`, each only where none is stored. Where
 * another planner was first, nothing after it is stored and the caller plans again from what is there: so whoever
 * stores a chunk knows all lower ones, and nobody can be planned twice.
 */
async function storeChunks(ledger: LedgerStore, chunks: readonly Chunk[]): Promise<void> {
  for (const chunk of chunks) {
    const [stored] = await ledger.putChunks([chunk]);
    if (stored && !samePeople(stored, chunk)) {
      throw new VersionConflictError(`chunk ${chunk.seq} of shard ${chunk.shard} was planned by somebody else`);
    }
  }
}

function samePeople(one: Chunk, other: Chunk): boolean {
  return (
    one.entries.length === other.entries.length &&
    one.entries.every((entry, index) => entry.customerId === other.entries[index]?.customerId)
  );
}
