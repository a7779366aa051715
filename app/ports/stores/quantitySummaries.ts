import type { SummaryParts } from '../../../core/population/shopSummary.ts';

/** The customers of one shard that one invocation summed up: stretches of a shard count up from 0. */
export interface Stretch {
  readonly shard: number;
  readonly stretch: number;
  /** The last one of its shard. */
  readonly done: boolean;
}

export interface SummaryStore {
  /** Idempotent: the last writing wins. Kept for a week. */
  saveSummary(runId: string, stretch: Stretch, parts: SummaryParts): Promise<void>;
  /** All summaries of a run, by shard and stretch, one after the other. */
  summaries(runId: string): AsyncGenerator<Stretch & { readonly parts: SummaryParts }, void, undefined>;
}
