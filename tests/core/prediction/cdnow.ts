import { existsSync, readFileSync } from 'node:fs';
import type { DayBucket } from '../../../core/customers/dayBuckets.ts';
import { parseAmount } from '../../../core/shared/money.ts';
import { parseDay } from '../../../core/shared/days.ts';

const FOLDER = new URL('../../../../shared/data/', import.meta.url);

export const hasCdnow = existsSync(new URL('cdnow/CDNOW_sample.txt', FOLDER));

/** The published study: 39 weeks up to this day are known, the 39 weeks after it are to be predicted. */
export const CALIBRATION_END = dayNumber('1997-09-30');
export const HOLDOUT_WEEKS = 39;

const read = (name: string): string => readFileSync(new URL(name, FOLDER), 'utf8');

function dayNumber(text: string): number {
  const day = parseDay(text);
  if (day === undefined) throw new Error(`"${text}" is not a day`);
  return day;
}

/** Customer id -> ascending day buckets in cents, from the raw transactions of the 1/10 sample or of all customers. */
export function cdnowDays(file: 'sample' | 'master'): Map<string, DayBucket[]> {
  const byCustomer = new Map<string, Map<number, DayBucket>>();
  for (const line of read(`cdnow/CDNOW_${file}.txt`).split(/\r?\n/)) {
    const columns = line.trim().split(/\s+/);
    const [amount = '', , date = ''] = columns.toReversed();
    if (!/^\d{8}$/.test(date)) continue;
    const id = (file === 'sample' ? columns[1] : columns[0]) ?? '';
    const day = dayNumber(date.replace(/(....)(..)(..)/, '$1-$2-$3'));
    const days = byCustomer.get(id) ?? new Map<number, DayBucket>();
    byCustomer.set(id, days);
    const known = days.get(day) ?? { day, count: 0, amount: 0, refunds: 0 };
    days.set(day, {
      ...known,
      count: known.count + 1,
      amount: known.amount + (parseAmount(amount, 'USD') ?? Number.NaN),
    });
  }
  return new Map([...byCustomer].map(([id, days]) => [id, [...days.values()].sort((a, b) => a.day - b.day)]));
}

/** Order days after the calibration. */
export function holdoutOrders(days: readonly DayBucket[]): number {
  return days.filter(({ day }) => day > CALIBRATION_END).length;
}

/** Money after the calibration, in cents. */
export function holdoutValue(days: readonly DayBucket[]): number {
  return days.reduce((sum, { day, amount }) => sum + (day > CALIBRATION_END ? amount : 0), 0);
}

/** Rows of one of the published summaries, by column. */
export function publishedSummary(file: string): Record<string, number>[] {
  const [head = '', ...rows] = read(`cdnow/${file}`).trim().split(/\r?\n/);
  const names = head.split(',');
  return rows.map((row) => Object.fromEntries(row.split(',').map((cell, index) => [names[index] ?? '', Number(cell)])));
}

export interface Expected {
  bgnbd_params_published: { r: number; alpha: number; a: number; b: number; LL: number };
  gammagamma_params_published: { p: number; q: number; v: number };
  'bgnbd_expected_39w_x2_tx30.43_T38.86': number;
  'bgnbd_p_alive_x2_tx30.43_T38.86': number;
  bgnbd_holdout_39w_total_predicted: number;
  holdout_39w_total_actual_customer_days: number;
  holdout_zero_class: { customers_x0: number; actual: number; predicted: number };
  gammagamma_population_mean: number;
  gammagamma_first10_expected_mean: number[];
  bgnbd_E_repeat_by_week: Record<string, number>;
  cohort_cumulative_repeats: Record<'week39' | 'week78', { predicted: number; actual: number }>;
}

export const expectedValues = (): Expected => (JSON.parse(read('expected.json')) as { cdnow: Expected }).cdnow;
