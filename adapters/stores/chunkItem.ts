import { z } from 'zod';
import { chunkSchema, type Chunk, type ChunkEntry } from '../../core/campaigns/ledger.ts';
import { decodeDocument, encodeDocument, padded, StoredRecordError, type DocumentKey } from '../dynamo/documents.ts';
import type { StoredItem } from '../../app/ports/stores/records.ts';

/** The partition of one shard of a campaign's ledger. */
export function shardPartition(campaignId: string, shard: number): string {
  return `send#${campaignId}#${padded(shard, 3)}`;
}

export function chunkKey({ campaignId, shard, seq }: Pick<Chunk, 'campaignId' | 'shard' | 'seq'>): DocumentKey {
  return { pk: shardPartition(campaignId, shard), sk: padded(seq, 6) };
}

/**
 * A chunk as one document whose version is the chunk's own. Entries are tuples
 * [customer, segments, result, message id, at, others], cut after the last value: 50 recipients fit one write
 * unit (1 KB) when planned and six with their message ids, a quarter of what named attributes would take.
 */
export function encodeChunk(chunk: Chunk): StoredItem {
  const document = { ...chunk, entries: chunk.entries.map(packEntry) };
  return encodeDocument(chunkKey(chunk), document, { version: chunk.version });
}

function packEntry({ customerId, segments, result, messageId, at, ...others }: ChunkEntry): unknown[] {
  const more = Object.keys(others).length > 0 ? others : undefined;
  const tuple: unknown[] = [customerId, segments, result, messageId, at, more];
  while (tuple.at(-1) === undefined) tuple.pop();
  return tuple;
}

const packedSchema = z.looseObject({ entries: z.array(z.array(z.unknown())) });

/** The inverse of `encodeChunk`. Throws StoredRecordError. */
export function decodeChunk(item: StoredItem): Chunk {
  const { entries, ...rest } = decodeDocument(item, packedSchema);
  const chunk = chunkSchema.safeParse({ ...rest, entries: entries.map(unpackEntry) });
  if (chunk.success) return chunk.data;
  const [issue] = chunk.error.issues;
  const fault = issue ? `${issue.path.join('.')}: ${issue.message}` : 'unreadable';
  throw new StoredRecordError(`stored chunk ${JSON.stringify([item['pk'], item['sk']])}: ${fault}`);
}

function unpackEntry([customerId, segments, result, messageId, at, others]: unknown[]): object {
  return {
    ...(typeof others === 'object' && others),
    customerId,
    segments,
    // JSON writes the holes before a later value as null.
    ...(result !== null && result !== undefined && { result }),
    ...(messageId !== null && messageId !== undefined && { messageId }),
    ...(at !== null && at !== undefined && { at }),
  };
}
