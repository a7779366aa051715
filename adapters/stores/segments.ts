import { z } from 'zod';
import { parseRule } from '../../core/segments/rule/parseRule.ts';
import { createDefinitions } from './definitions.ts';
import type { Database } from '../dynamo/database.ts';
import { decodeValue, encodeDocument, padded } from '../dynamo/documents.ts';
import { putItem } from '../dynamo/items.ts';
import { queryPage } from '../dynamo/query.ts';
import type { Segment, SegmentHistoryEntry } from '../../core/segments/segment.ts';
import type { SegmentStore } from '../../app/ports/stores/segments.ts';

const segmentSchema: z.ZodType<Segment> = z.object({
  id: z.string(),
  name: z.string(),
  rule: z.unknown().transform((rule) => parseRule(rule)),
  ruleVersion: z.number(),
  createdAt: z.number(),
  size: z.number().exactOptional(),
  refreshedAt: z.number().exactOptional(),
  entered: z.number().exactOptional(),
  left: z.number().exactOptional(),
});

const historySchema: z.ZodType<SegmentHistoryEntry> = z.object({
  at: z.number(),
  size: z.number(),
  entered: z.number(),
  left: z.number(),
});

export function createSegmentStore(database: Database): SegmentStore {
  const historyOf = (id: string) => `segment#${id}`;
  return {
    ...createDefinitions(database, { name: 'segment', partition: 'segments', schema: segmentSchema }),
    async addHistory(id, entry) {
      await putItem(
        database,
        'control',
        encodeDocument({ pk: historyOf(id), sk: `at#${padded(entry.at, 15)}` }, entry),
      );
    },
    async history(id, limit) {
      const { items } = await queryPage(database, {
        table: 'control',
        partition: { name: 'pk', value: historyOf(id) },
        sort: { name: 'sk', beginsWith: 'at#' },
        newestFirst: true,
        limit,
      });
      return items.map((item) => decodeValue(item, historySchema));
    },
  };
}
