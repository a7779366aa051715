import type { Chunk } from '../../core/campaigns/ledger.ts';
import type { Progress } from '../../core/campaigns/progress.ts';

/** How far one shard of a campaign is. */
export interface ShardRecord {
  readonly shard: number;
  /** True when every chunk of the shard has been written. */
  readonly planned: boolean;
  readonly progress: Progress;
  /** Where planning or sending goes on: the last customer planned. */
  readonly cursor?: { readonly bucket: number; readonly id: string; readonly seq: number };
}

export interface StoredShard extends ShardRecord {
  readonly version: number;
}

/** One customer of a campaign that was run elsewhere. */
export interface ExternalAssignment {
  readonly customerId: string;
  readonly arm: string;
  readonly at: number;
  /** Labels, ascending. */
  readonly segments: readonly string[];
  /** Minor units per message. */
  readonly cost?: number;
}

export interface LedgerStore {
  /** Writes chunks that are not there yet. The same plan again, after a crash, changes nothing. */
  putChunks(chunks: readonly Chunk[]): Promise<void>;
  /** By seq. Strongly consistent. */
  chunksOf(campaignId: string, shard: number): Promise<Chunk[]>;
  /** As `chunksOf`, page by page, for shards too large to hold. */
  chunkPages(campaignId: string, shard: number): AsyncIterable<readonly Chunk[]>;
  getChunk(campaignId: string, shard: number, seq: number): Promise<Chunk | undefined>;
  /** Writes over the version that was read, version + 1. Throws VersionConflictError. Returns it as stored. */
  update(chunk: Chunk, expectedVersion: number): Promise<Chunk>;
  getShard(campaignId: string, shard: number): Promise<StoredShard | undefined>;
  /** Creates (expected version 0) or replaces. Throws VersionConflictError. Returns it as stored. */
  saveShard(campaignId: string, record: ShardRecord, expectedVersion: number): Promise<StoredShard>;
  /** By shard. Strongly consistent. */
  shardsOf(campaignId: string): Promise<StoredShard[]>;
  /** Merges assignments into those stored: segments are joined, so any order and repetition gives the same. */
  putAssignments(campaignId: string, shard: number, assignments: readonly ExternalAssignment[]): Promise<void>;
  /** By customer id, in pages. Strongly consistent. */
  assignmentsOf(campaignId: string, shard: number): AsyncIterable<readonly ExternalAssignment[]>;
  getAssignment(campaignId: string, shard: number, customerId: string): Promise<ExternalAssignment | undefined>;
}
