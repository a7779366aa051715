import type { SummaryStore } from './populationSummaries.ts';
import type { PopulationStatistics } from '../../../core/population/populationStatistics.ts';
import type { FittedModels } from '../../../core/population/fittedModels.ts';
import type { Distribution } from '../../../core/statistics/distribution.ts';

export interface FitFailure {
  readonly runId: string;
  readonly at: number;
  readonly reason: string;
}

export interface PopulationStore extends SummaryStore {
  /**
   * What was fitted last, or last before an instant (epoch ms): what was stored later does not count, so that work that
   * takes long sees one fit. Without an instant it may be up to 5 seconds old unless `fresh`.
   */
  current(options?: { readonly before?: number; readonly fresh?: boolean }): Promise<PopulationStatistics | undefined>;
  /** The fits still known, newest first. */
  history(): Promise<FittedModels[]>;
  /** The first fit of a run stays: a repeat changes nothing. Forgets all but the last 60. Returns the one kept. */
  save(fitted: FittedModels, distributions: ReadonlyMap<string, Distribution>): Promise<FittedModels>;
  ofRun(run: { readonly startedAt: number }): Promise<FittedModels | undefined>;
  /** Why a refresh fitted nothing, the last time that one did. */
  failure(): Promise<FitFailure | undefined>;
  saveFailure(failure: FitFailure): Promise<void>;
}
