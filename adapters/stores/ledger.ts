import { z } from 'zod';
import type { Chunk } from '../../core/campaigns/ledger.ts';
import { progressSchema } from '../../core/campaigns/progress.ts';
import { VersionConflictError } from '../../core/shared/errors.ts';
import { createAssignmentStore } from './assignments.ts';
import { chunkKey, decodeChunk, encodeChunk, shardPartition } from './chunkItem.ts';
import { inParallel } from '../dynamo/batch.ts';
import type { Database } from '../dynamo/database.ts';
import {
  ABSENT,
  atVersion,
  decodeDocument,
  documentKey,
  encodeDocument,
  padded,
  storedAt,
} from '../dynamo/documents.ts';
import { type Condition, getItem, putItem } from '../dynamo/items.ts';
import { queryAll, queryPages } from '../dynamo/query.ts';
import { createTransact } from '../dynamo/transact.ts';
import { TransactionFailedError, type WriteOperation } from '../../app/ports/stores/transact.ts';
import type { StoredItem } from '../../app/ports/stores/records.ts';
import type { ShardRecord } from '../../core/campaigns/shardRecord.ts';
import type { LedgerStore } from '../../app/ports/stores/ledger.ts';

const shardSchema: z.ZodType<ShardRecord> = z.object({
  shard: z.number(),
  planned: z.boolean(),
  progress: progressSchema,
  cursor: z.object({ bucket: z.number(), id: z.string(), seq: z.number() }).exactOptional(),
});

const PARALLEL_PUTS = 8;

export function createLedgerStore(database: Database): LedgerStore {
  const transact = createTransact(database);
  const chunksQuery = (campaignId: string, shard: number) =>
    ({
      table: 'control',
      partition: { name: 'pk', value: shardPartition(campaignId, shard) },
      // Digits only: the assignments of external campaigns (x#...) live beside.
      sort: { name: 'sk', from: { S: '0' }, to: { S: '999999' } },
      consistent: true,
    }) as const;
  const shardKey = (campaignId: string, shard: number) => ({
    pk: `campaign#${campaignId}`,
    sk: `shard#${padded(shard, 3)}`,
  });

  return {
    ...createAssignmentStore(database),
    async putChunks(chunks) {
      const found: Chunk[] = [];
      // Conditional one by one: a batch would overwrite what a plan before the crash has sent since.
      await inParallel(chunks, PARALLEL_PUTS, async (chunk) => {
        const outcome = await putItem(database, 'control', encodeChunk(chunk), ABSENT);
        if (!outcome.ok && outcome.found) found.push(decodeChunk(outcome.found));
      });
      return found;
    },
    async chunksOf(campaignId, shard) {
      return (await queryAll(database, chunksQuery(campaignId, shard))).map(decodeChunk);
    },
    async *chunkPages(campaignId, shard) {
      for await (const items of queryPages(database, chunksQuery(campaignId, shard))) yield items.map(decodeChunk);
    },
    async getChunk(campaignId, shard, seq) {
      const item = await getItem(database, 'control', documentKey(chunkKey({ campaignId, shard, seq })));
      return item && decodeChunk(item);
    },
    async update(chunk, expectedVersion) {
      const outcome = await putItem(database, 'control', encodeChunk(chunk), storedAt(expectedVersion));
      if (!outcome.ok) throw new VersionConflictError(`chunk ${chunk.seq} of shard ${chunk.shard} was changed`);
    },
    async updateWithShard(chunk, expectedVersion, record, expectedRecordVersion) {
      const key = shardKey(chunk.campaignId, record.shard);
      const tally = encodeDocument(key, record, { version: expectedRecordVersion + 1 });
      const put = (Item: StoredItem, condition: Condition): WriteOperation => ({
        table: 'control',
        action: 'Put',
        input: { Item, ...condition },
      });
      try {
        await transact([
          put(encodeChunk(chunk), storedAt(expectedVersion)),
          put(tally, atVersion(expectedRecordVersion)),
        ]);
      } catch (error) {
        if (!(error instanceof TransactionFailedError) || !error.retryable) throw error;
        throw new VersionConflictError(`chunk ${chunk.seq} of shard ${chunk.shard} was changed`, { cause: error });
      }
    },
    async getShard(campaignId, shard) {
      const item = await getItem(database, 'control', documentKey(shardKey(campaignId, shard)));
      return item && decodeDocument(item, shardSchema);
    },
    async saveShard(campaignId, record, expectedVersion) {
      const version = expectedVersion + 1;
      const item = encodeDocument(shardKey(campaignId, record.shard), record, { version });
      const outcome = await putItem(database, 'control', item, atVersion(expectedVersion));
      if (!outcome.ok) throw new VersionConflictError(`shard ${record.shard} of ${campaignId} was changed`);
      return { ...record, version };
    },
    async shardsOf(campaignId) {
      const items = await queryAll(database, {
        table: 'control',
        partition: { name: 'pk', value: shardKey(campaignId, 0).pk },
        sort: { name: 'sk', beginsWith: 'shard#' },
        consistent: true,
      });
      return items.map((item) => decodeDocument(item, shardSchema));
    },
  };
}
