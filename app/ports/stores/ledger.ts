import type { ShardRecord } from '../../../core/campaigns/shardRecord.ts';
import type { AssignmentStore } from './assignments.ts';
import type { Chunk } from '../../../core/campaigns/ledger.ts';

export interface StoredShard extends ShardRecord {
  readonly version: number;
}

export interface LedgerStore extends AssignmentStore {
  /**
   * Writes chunks that are not there yet. The same plan again, after a crash, changes nothing. Returns those that were
   * there, as they are stored.
   */
  putChunks(chunks: readonly Chunk[]): Promise<Chunk[]>;
  /** By seq. Strongly consistent. */
  chunksOf(campaignId: string, shard: number): Promise<Chunk[]>;
  /** As `chunksOf`, page by page, for shards too large to hold. */
  chunkPages(campaignId: string, shard: number): AsyncIterable<readonly Chunk[]>;
  getChunk(campaignId: string, shard: number, seq: number): Promise<Chunk | undefined>;
  /** Stores the outcome of transitions over the version they began with. Throws VersionConflictError. */
  update(chunk: Chunk, expectedVersion: number): Promise<void>;
  /** As `update`, and in the same transaction the shard's record. Throws VersionConflictError for either. */
  updateWithShard(
    chunk: Chunk,
    expectedVersion: number,
    record: ShardRecord,
    expectedRecordVersion: number,
  ): Promise<void>;
  getShard(campaignId: string, shard: number): Promise<StoredShard | undefined>;
  /** Creates (expected version 0) or replaces. Throws VersionConflictError. Returns it as stored. */
  saveShard(campaignId: string, record: ShardRecord, expectedVersion: number): Promise<StoredShard>;
  /** By shard. Strongly consistent. */
  shardsOf(campaignId: string): Promise<StoredShard[]>;
}
