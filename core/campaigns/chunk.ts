import { z } from 'zod';

/** SES takes at most 50 destinations in a bulk call; a chunk is one call. */
export const CHUNK_SIZE = 50;

export type EntryResult = 'accepted' | 'unknown' | `failed:${string}` | `skipped:${string}`;

const isResult = (text: unknown): text is EntryResult =>
  typeof text === 'string' && /^(?:accepted|unknown|(?:failed|skipped):.+)$/.test(text);

const entrySchema = z.object({
  customerId: z.string(),
  /** Segments of the customer when planned: indexes into the campaign's frozen segments. */
  segments: z.array(z.number().int()),
  /** Absent while nothing definite is known to have happened. */
  result: z.custom<EntryResult>(isResult, 'must be a result of the ledger').exactOptional(),
  messageId: z.string().exactOptional(),
  /** When the result was known (epoch ms). */
  at: z.number().exactOptional(),
});

/**
 * One piece of a campaign's send ledger: at most 50 customers of one shard, one arm and one language, and what
 * happened to each. It is also their touch: a conversion finds arm, segments and time here.
 */
export const chunkSchema = z.object({
  campaignId: z.string(),
  shard: z.number().int(),
  seq: z.number().int(),
  kind: z.enum(['send', 'holdout', 'skipped']),
  /** `holdout` for holdout chunks, '' for skipped ones (they are out of the experiment). */
  arm: z.string(),
  language: z.string(),
  state: z.enum(['planned', 'claimed', 'calling', 'done', 'unknown']),
  /** Unique per worker run, so that no two calls can be taken for each other. */
  owner: z.string().exactOptional(),
  leaseUntil: z.number().exactOptional(),
  /** When the latest call began; stays after the call, so "was ever called" can be told. */
  callingAt: z.number().exactOptional(),
  doneAt: z.number().exactOptional(),
  /** Number of claims so far. */
  attempt: z.number().int(),
  /** Every transition adds 1; a write is conditional on the version before it. */
  version: z.number().int(),
  entries: z.array(entrySchema),
});

export type Chunk = z.infer<typeof chunkSchema>;
export type ChunkEntry = z.infer<typeof entrySchema>;

/** The entries nothing is known of yet, in order: the recipients of the next (or running) call. */
export function pendingEntries(chunk: Chunk): ChunkEntry[] {
  return chunk.kind === 'send' ? chunk.entries.filter((entry) => entry.result === undefined) : [];
}
