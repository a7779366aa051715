import { z } from 'zod';
import { shardPartition } from './chunkItem.ts';
import { batchGet, batchPut } from '../dynamo/batch.ts';
import type { Database } from '../dynamo/database.ts';
import { decodeValue, documentKey, encodeDocument } from '../dynamo/documents.ts';
import { queryPages } from '../dynamo/query.ts';
import type { StoredItem } from '../../app/ports/stores/records.ts';
import {
  type ExternalAssignment,
  mergeAssignments,
  normaliseAssignment,
} from '../../core/campaigns/externalAssignment.ts';
import type { AssignmentStore } from '../../app/ports/stores/assignments.ts';

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
        const next = stored ? mergeAssignments(stored, assignment) : normaliseAssignment(assignment);
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
