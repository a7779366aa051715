import { expectedOrders, expectedRepeats, type BgNbdParameters } from '../../core/prediction/bgNbd.ts';
import type { ActivityGroup } from '../../core/prediction/fittingSummary.ts';
import { DAYS_PER_WEEK } from '../../core/prediction/orderHistory.ts';

/** Repeats that the model expects of these customers up to `laterWeeks` after the summary, given their first days only. */
export function cohortRepeats(parameters: BgNbdParameters, groups: readonly ActivityGroup[], laterWeeks = 0): number {
  const byAge = new Map<number, number>();
  for (const { ageWeeks, customers } of groups) byAge.set(ageWeeks, (byAge.get(ageWeeks) ?? 0) + customers);
  let sum = 0;
  for (const [ageWeeks, customers] of byAge) sum += customers * expectedRepeats(parameters, ageWeeks + laterWeeks);
  return sum;
}

/** Order days that the model expects of these customers in the next `weeks`, given what each did so far. */
export function cohortOrders(parameters: BgNbdParameters, groups: readonly ActivityGroup[], weeks: number): number {
  return groups.reduce((sum, { customers, repeats, lastWeeks, ageWeeks }) => {
    const activity = { repeats, lastDays: lastWeeks * DAYS_PER_WEEK, ageDays: ageWeeks * DAYS_PER_WEEK };
    return sum + customers * expectedOrders(parameters, activity, weeks);
  }, 0);
}
