import type { SummaryParts } from '../../../core/population/shopSummary.ts';

/** The customers of one shard that one invocation summed up: time slices of a shard count up from 0. */
interface TimeSlice {
  readonly shard: number;
  readonly slice: number;
  /** The last one of its shard. */
  readonly done: boolean;
}

export interface SummaryStore {
  /** Idempotent: the last writing wins. Kept for a week. */
  saveSummary(runId: string, slice: TimeSlice, parts: SummaryParts): Promise<void>;
  /** All summaries of a run, by shard and slice, one after the other. */
  summaries(runId: string): AsyncGenerator<TimeSlice & { readonly parts: SummaryParts }, void, undefined>;
}
