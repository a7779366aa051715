import type { Decision } from './audience.ts';
import { HOLDOUT_ARM } from './campaign.ts';
import { type Chunk, CHUNK_SIZE, type ChunkEntry } from './chunk.ts';

export interface PlannedCustomer {
  readonly customerId: string;
  /** Indexes into the campaign's frozen segments. */
  readonly segments: readonly number[];
  readonly decision: Decision;
}

export interface PlanOptions {
  readonly campaignId: string;
  readonly shard: number;
  /** Launch time (epoch ms), not the clock: planning again must give the same chunks. */
  readonly at: number;
  /** Chunks of this shard that are stored already: their customers are left alone, numbering goes on after them. */
  readonly existing?: readonly Chunk[];
}

type Group = Pick<Chunk, 'kind' | 'arm' | 'language'>;

function groupOf(decision: Decision): Group {
  switch (decision.kind) {
    case 'send':
      return { kind: 'send', arm: decision.arm, language: decision.language };
    case 'holdout':
      return { kind: 'holdout', arm: HOLDOUT_ARM, language: '' };
    case 'skipped':
      return { kind: 'skipped', arm: '', language: '' };
  }
}

/**
 * Cuts a shard's audience into chunks of at most 50 of one kind, arm and language. The same customers in the same
 * order give the same chunks. Store them in order of `seq`, each only where no such chunk is stored yet; where
 * another is there, read the shard's chunks and plan again with them as `existing`. So every stored chunk was
 * made by somebody who knew all lower ones, and nobody can be in two.
 */
export function planChunks(customers: Iterable<PlannedCustomer>, options: PlanOptions): Chunk[] {
  const { campaignId, shard, at, existing = [] } = options;
  const taken = new Set(existing.flatMap((chunk) => chunk.entries.map((entry) => entry.customerId)));
  let seq = existing.reduce((next, chunk) => Math.max(next, chunk.seq + 1), 0);
  const open = new Map<string, { group: Group; entries: ChunkEntry[] }>();
  const chunks: Chunk[] = [];

  const flush = ({ group, entries }: { group: Group; entries: ChunkEntry[] }) => {
    const base = { campaignId, shard, seq, ...group, attempt: 0, version: 1, entries };
    chunks.push(group.kind === 'send' ? { ...base, state: 'planned' } : { ...base, state: 'done', doneAt: at });
    seq += 1;
  };

  for (const { customerId, segments, decision } of customers) {
    if (taken.has(customerId)) continue;
    taken.add(customerId);
    const group = groupOf(decision);
    const key = `${group.kind}/${group.arm}/${group.language}`;
    const current = open.get(key) ?? { group, entries: [] };
    const entry: ChunkEntry = { customerId, segments: [...segments] };
    current.entries.push(decision.kind === 'skipped' ? { ...entry, result: `skipped:${decision.reason}`, at } : entry);
    open.set(key, current);
    if (current.entries.length === CHUNK_SIZE) {
      flush(current);
      open.delete(key);
    }
  }
  for (const key of [...open.keys()].sort()) {
    const rest = open.get(key);
    if (rest) flush(rest);
  }
  return chunks;
}
