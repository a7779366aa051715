import type { QuantitiesResponse } from '../../../contract/quantities.ts';
import { quantileBin, type Distribution } from '../../../core/statistics/distribution.ts';
import type { FittedModels } from '../../../core/population/fittedModels.ts';
import { ACCURACY, middleOf } from '../../../core/statistics/sketchBins.ts';
import type { PopulationStatistics } from '../../../core/population/populationStatistics.ts';
import { timeText } from '../../../core/shared/timeText.ts';
import type { FitFailure } from '../../../app/ports/stores/population.ts';

/** What is fitted, newest first, with the distributions of the newest. */
export function quantitiesView(
  history: readonly FittedModels[],
  current: PopulationStatistics | undefined,
  failure: FitFailure | undefined,
): QuantitiesResponse {
  const [newest] = history;
  const isSince = failure && failure.at > (newest?.storedAt ?? 0);
  return {
    current: newest && current ? { ...fitView(newest), ...distributionsView(newest, current) } : null,
    failure: isSince ? { ...failure, at: timeText(failure.at) } : null,
    history: history.map(fitView),
  };
}

function fitView(fitted: FittedModels) {
  const { fittedAt, currency, customers, horizonWeeks, annualDiscount, activity, spend } = fitted;
  return { fittedAt: timeText(fittedAt), currency, customers, horizonWeeks, annualDiscount, activity, spend };
}

function distributionsView({ rfm }: FittedModels, { distributions }: PopulationStatistics) {
  return {
    relativeError: ACCURACY,
    rfm: rfm
      ? {
          recencyDays: [...rfm.recency],
          orders: rfm.frequency.map(numberOf),
          revenue: rfm.monetary.map(numberOf),
        }
      : null,
    percentiles: [...distributions].map(([key, distribution]) => {
      const [metric = '', within] = key.split('|');
      return { metric, ...(within !== undefined && { within }), ...quantilesOf(distribution) };
    }),
  };
}

function quantilesOf(distribution: Distribution) {
  const at = (share: number) => numberOf(quantileBin(distribution, share) ?? 0);
  return { customers: distribution.total, p50: at(0.5), p80: at(0.8), p90: at(0.9), p99: at(0.99) };
}

/** Whole where the bin holds one whole number only. */
function numberOf(bin: number): number {
  return Math.round(middleOf(bin));
}
