import type { Definitions } from './records.ts';
import type { Segment, SegmentHistoryEntry } from '../../../core/segments/segment.ts';

export interface SegmentStore extends Definitions<Segment> {
  /** Idempotent by `at`. */
  addHistory(id: string, entry: SegmentHistoryEntry): Promise<void>;
  /** Newest first. */
  history(id: string, limit: number): Promise<SegmentHistoryEntry[]>;
}
