import { z } from 'zod';
import { parseRule, type Rule } from '../../core/segments/rule/rule.ts';
import { createDefinitions } from './definitions.ts';
import type { Database } from './dynamo/database.ts';
import { decodeValue, encodeDocument, padded } from './dynamo/documents.ts';
import { putItem } from './dynamo/items.ts';
import { queryPage } from './dynamo/query.ts';
import type { Definitions } from './records.ts';

export interface Segment {
  readonly id: string;
  readonly name: string;
  readonly rule: Rule;
  /** Counts changes of the rule, from 1. (`version` counts writes of any kind.) */
  readonly ruleVersion: number;
  readonly createdAt: number;
  /** Members at the last refresh, and when that was. */
  readonly size?: number;
  readonly refreshedAt?: number;
  /** Who came and went in that refresh. */
  readonly entered?: number;
  readonly left?: number;
}

/** One refresh of one segment. */
export interface SegmentHistoryEntry {
  readonly at: number;
  readonly size: number;
  readonly entered: number;
  readonly left: number;
}

export interface SegmentStore extends Definitions<Segment> {
  /** Idempotent by `at`. */
  addHistory(id: string, entry: SegmentHistoryEntry): Promise<void>;
  /** Newest first. */
  history(id: string, limit: number): Promise<SegmentHistoryEntry[]>;
}

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
