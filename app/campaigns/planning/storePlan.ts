import type { Chunk } from '../../../core/campaigns/ledger.ts';
import { VersionConflictError } from '../../../core/shared/errors.ts';
import type { LedgerStore } from '../../ports/stores/ledger.ts';

/**
 * Stores newly planned chunks in order of `seq`, each only where none is stored. Where
 * another planner was first, nothing after it is stored and the caller plans again from what is there: so whoever
 * stores a chunk knows all lower ones, and nobody can be planned twice.
 */
export async function storePlan(ledger: LedgerStore, chunks: readonly Chunk[]): Promise<void> {
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
