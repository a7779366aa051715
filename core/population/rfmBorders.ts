import { quantileBin, type Distribution } from '../statistics/distribution.ts';
import type { RfmScores } from './rfmLabels.ts';
import { binOf } from '../statistics/sketchBins.ts';

/** What parts the customers into fifths, ascending: days since the last order, bins of orders and of revenue. */
export interface RfmBorders {
  readonly recency: readonly number[];
  readonly frequency: readonly number[];
  readonly monetary: readonly number[];
}

/** What is scored: `days` since the last order as of the day of the borders, lifetime orders, revenue in minor units. */
export interface RfmReading {
  readonly days: number;
  readonly orders: number;
  readonly revenue: number;
}

const FIFTHS = [0.2, 0.4, 0.6, 0.8];

export function fifthsOf(distribution: Distribution): readonly number[] {
  return FIFTHS.flatMap((share) => quantileBin(distribution, share) ?? []);
}

/**
 * One more for every border that is passed, so equal values always score the same, the lowest orders and revenue 1 and
 * the latest order 5, however many share them. Makes no garbage but its answer.
 */
export function rfmScoresOf({ recency, frequency, monetary }: RfmBorders, reading: RfmReading): RfmScores {
  return {
    recency: 5 - passed(recency, reading.days),
    frequency: 1 + passed(frequency, binOf(reading.orders)),
    monetary: 1 + passed(monetary, binOf(reading.revenue)),
  };
}

function passed(borders: readonly number[], value: number): number {
  let count = 0;
  for (const border of borders) if (border < value) count++;
  return count;
}
