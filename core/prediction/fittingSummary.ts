import { createCellTable, decodeCells, encodeCells, type CellTable } from './cellTable.ts';
import { DAYS_PER_WEEK, type OrderHistory } from './orderHistory.ts';

/**
 * Cells of each of the two tables. Below the limit order histories are kept to the day; above it days are grouped in
 * steps of so many per mille. As text both tables together stay under 360 KB, inside one stored item.
 */
const MOST_CELLS = 6_000;

const ACTIVITY = { places: 2, sums: 3, limit: MOST_CELLS } as const;
const SPEND = { places: 1, sums: 3, limit: MOST_CELLS } as const;

/**
 * Days are placed by logarithm, t_x and the silence since: the likelihood depends on their ratios, and steps of equal
 * days cost 3 % of r where these cost 0.2 % (200,000 simulated customers). Every day below 4,096 has a place of its own.
 */
const PLACES_PER_E = 4_096;

/** Spend is placed to 0.1 %, and the sum of its logarithms counted in millionths: integers add up in any order. */
const SPEND_PLACES_PER_E = 1_000;
const MICRO = 1_000_000;

/** All that fitting needs of any number of customers. Shards are summarised apart and merged. */
export interface FittingSummary {
  readonly activity: CellTable;
  readonly spend: CellTable;
}

export function emptySummary(mostCells = MOST_CELLS): FittingSummary {
  return {
    activity: createCellTable({ ...ACTIVITY, limit: mostCells }),
    spend: createCellTable({ ...SPEND, limit: mostCells }),
  };
}

/** Adds one customer to the summary, in place. Spend counts only where repeat days brought something. */
export function addHistory(summary: FittingSummary, history: OrderHistory): void {
  const { repeats, lastDays, ageDays, repeatValue } = history;
  summary.activity.add(repeats, [dayPlace(lastDays), dayPlace(ageDays - lastDays)], [1, lastDays, ageDays]);
  if (repeats === 0 || repeatValue <= 0) return;
  const logMean = Math.log(repeatValue / repeats);
  summary.spend.add(repeats, [Math.floor(logMean * SPEND_PLACES_PER_E)], [1, repeatValue, Math.round(logMean * MICRO)]);
}

function dayPlace(days: number): number {
  return Math.floor(Math.log1p(days) * PLACES_PER_E);
}

/** Adds `other` to `summary`, in place. */
export function mergeSummary(summary: FittingSummary, other: FittingSummary): void {
  summary.activity.merge(other.activity);
  summary.spend.merge(other.spend);
}

export interface EncodedSummary {
  readonly activity: string;
  readonly spend: string;
}

export function encodeSummary({ activity, spend }: FittingSummary): EncodedSummary {
  return { activity: encodeCells(activity), spend: encodeCells(spend) };
}

/** Throws ValidationError where the text is not what encodeSummary wrote. */
export function decodeSummary({ activity, spend }: EncodedSummary): FittingSummary {
  return { activity: decodeCells(activity, ACTIVITY), spend: decodeCells(spend, SPEND) };
}

/** `customers` people with `repeats` repeats, `lastWeeks` (t_x) and `ageWeeks` (T) on average. */
export interface ActivityGroup {
  readonly customers: number;
  readonly repeats: number;
  readonly lastWeeks: number;
  readonly ageWeeks: number;
}

export function activityGroups({ activity }: FittingSummary): ActivityGroup[] {
  return activity.cells().map(({ x, sums: [customers = 0, last = 0, age = 0] }) => ({
    customers,
    repeats: x,
    lastWeeks: last / customers / DAYS_PER_WEEK,
    ageWeeks: age / customers / DAYS_PER_WEEK,
  }));
}

/** `customers` people whose `repeats` repeat days brought `meanValue` (minor units) each on average. */
export interface SpendGroup {
  readonly customers: number;
  readonly repeats: number;
  readonly meanValue: number;
  /** Sum over the customers of the logarithm of their mean value. */
  readonly logSum: number;
}

export function spendGroups({ spend }: FittingSummary): SpendGroup[] {
  return spend.cells().map(({ x, sums: [customers = 0, total = 0, micro = 0] }) => ({
    customers,
    repeats: x,
    meanValue: total / customers / x,
    logSum: micro / MICRO,
  }));
}
