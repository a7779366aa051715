import { z } from 'zod';
import type { Chunk, ChunkEntry } from './chunk.ts';

const count = z.number().int();
const counts = z.record(z.string(), count);

/** Where everybody of an audience is. Always: audience = accepted + holdout + skipped + failed + unknown. */
export const progressSchema = z.object({
  audience: count,
  accepted: count,
  holdout: count,
  /** By reason; `waiting` are those whose turn has not come. */
  skipped: counts,
  /** By the provider's code. */
  failed: counts,
  unknown: count,
});
export type Progress = z.infer<typeof progressSchema>;

export const emptyProgress = (): Progress => ({
  audience: 0,
  accepted: 0,
  holdout: 0,
  skipped: {},
  failed: {},
  unknown: 0,
});

const bump = (map: Record<string, number>, key: string, by = 1) => {
  map[key] = (map[key] ?? 0) + by;
};

// A running call counts as unknown until it is answered: a crash at this moment would leave it so.
function tallyEntry(progress: Progress, chunk: Chunk, entry: ChunkEntry): void {
  progress.audience += 1;
  const result = entry.result;
  if (result === 'accepted') progress.accepted += 1;
  else if (result === 'unknown') progress.unknown += 1;
  else if (result?.startsWith('skipped:') === true) bump(progress.skipped, result.slice('skipped:'.length));
  else if (result !== undefined) bump(progress.failed, result.slice('failed:'.length));
  else if (chunk.kind === 'holdout') progress.holdout += 1;
  else if (chunk.state === 'planned' || chunk.state === 'claimed') bump(progress.skipped, 'waiting');
  else progress.unknown += 1;
}

/** Counts everybody in the chunks, each exactly once. */
export function tallyChunks(chunks: Iterable<Chunk>): Progress {
  const progress = emptyProgress();
  for (const chunk of chunks) for (const entry of chunk.entries) tallyEntry(progress, chunk, entry);
  return progress;
}

/** The sum of two tallies, neither changed. */
export function addProgress(one: Progress, other: Progress): Progress {
  const sum: Progress = {
    audience: one.audience + other.audience,
    accepted: one.accepted + other.accepted,
    holdout: one.holdout + other.holdout,
    skipped: { ...one.skipped },
    failed: { ...one.failed },
    unknown: one.unknown + other.unknown,
  };
  for (const [reason, n] of Object.entries(other.skipped)) bump(sum.skipped, reason, n);
  for (const [code, n] of Object.entries(other.failed)) bump(sum.failed, code, n);
  return sum;
}
