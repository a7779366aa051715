import { z } from 'zod';
import { shardPartition } from './chunkItem.ts';
import { batchGet, batchPut } from './dynamo/batch.ts';
import type { Database } from './dynamo/database.ts';
import { decodeValue, documentKey, encodeDocument } from './dynamo/documents.ts';
import { queryPages } from './dynamo/query.ts';
import type { StoredItem } from './records.ts';

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

export interface AssignmentStore {
  /**
   * Merges assignments into those stored, so that any order and repetition gives the same: segments are joined,
   * the earliest time stands, and with it its arm and cost. One writer per shard at a time.
   */
  putAssignments(campaignId: string, shard: number, assignments: readonly ExternalAssignment[]): Promise<void>;
  /** By customer id, in pages. Strongly consistent. */
  assignmentsOf(campaignId: string, shard: number): AsyncIterable<readonly ExternalAssignment[]>;
  /** By customer id. Strongly consistent. */
  getAssignments(
    campaignId: string,
    shard: number,
    customerIds: Iterable<string>,
  ): Promise<Map<string, ExternalAssignment>>;
}

const assignmentSchema: z.ZodType<ExternalAssignment> = z.object({
  customerId: z.string(),
  arm: z.string(),
  at: z.number(),
  segments: z.array(z.string()),
  cost: z.number().exactOptional(),
});

export function createAssignmentStore(database: Database): AssignmentStore {
  const keyOf = (campaignId: string, shard: number, customerId: string) => ({
    pk: shardPartition(campaignId, shard),
    sk: `x#${customerId}`,
  });
  const decode = (item: StoredItem): ExternalAssignment => decodeValue(item, assignmentSchema);

  async function getAssignments(campaignId: string, shard: number, customerIds: Iterable<string>) {
    const keys = [...new Set(customerIds)].map((id) => documentKey(keyOf(campaignId, shard, id)));
    const found = (await batchGet(database, 'control', keys)).map(decode);
    return new Map(found.map((assignment) => [assignment.customerId, assignment]));
  }

  return {
    getAssignments,
    async putAssignments(campaignId, shard, assignments) {
      const ids = assignments.map(({ customerId }) => customerId);
      const merged = await getAssignments(campaignId, shard, ids);
      const changed = new Set<string>();
      for (const assignment of assignments) {
        const stored = merged.get(assignment.customerId);
        const next = stored ? merge(stored, assignment) : sorted(assignment);
        if (stored && JSON.stringify(stored) === JSON.stringify(next)) continue;
        merged.set(assignment.customerId, next);
        changed.add(assignment.customerId);
      }
      const items = [...merged.values()]
        .filter(({ customerId }) => changed.has(customerId))
        .map((assignment) => encodeDocument(keyOf(campaignId, shard, assignment.customerId), assignment));
      await batchPut(database, 'control', items);
    },
    async *assignmentsOf(campaignId, shard) {
      const pages = queryPages(database, {
        table: 'control',
        partition: { name: 'pk', value: shardPartition(campaignId, shard) },
        sort: { name: 'sk', beginsWith: 'x#' },
        consistent: true,
      });
      for await (const items of pages) yield items.map(decode);
    },
  };
}

/** Symmetric, so that neither order nor repetition matters: ties are settled by arm, then by cost. */
function merge(one: ExternalAssignment, other: ExternalAssignment): ExternalAssignment {
  const segments = [...one.segments, ...other.segments];
  const [first] = [one, other].sort((a, b) => a.at - b.at || compare(a.arm, b.arm) || (a.cost ?? -1) - (b.cost ?? -1));
  return sorted({ ...(first ?? one), segments });
}

function sorted({ customerId, arm, at, segments, cost }: ExternalAssignment): ExternalAssignment {
  const labels = [...new Set(segments)].sort(compare);
  return { customerId, arm, at, segments: labels, ...(cost !== undefined && { cost }) };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
