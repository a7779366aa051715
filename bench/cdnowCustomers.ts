import { activityGroups, addHistory, emptySummary } from '../core/prediction/fittingSummary.ts';
import { historyUntil, type OrderHistory } from '../core/prediction/orderHistory.ts';
import { fitModels } from '../core/prediction/fitModels.ts';
import * as cdnow from '../tests/core/prediction/cdnow.ts';

/** A customer as known after 39 weeks, and what the next 39 brought. */
export interface Known {
  readonly history: OrderHistory;
  /** Order days in the 39 weeks held back. */
  readonly later: number;
  /** What they brought, in cents. */
  readonly laterValue: number;
}

export const WEEKS = cdnow.HOLDOUT_WEEKS;
export const CENTS = 100;

export function knownOf(file: 'sample' | 'master'): Known[] {
  return [...cdnow.cdnowDays(file)].flatMap(([, days]) => {
    const history = historyUntil(days, cdnow.CALIBRATION_END);
    return history ? [{ history, later: cdnow.holdoutOrders(days), laterValue: cdnow.holdoutValue(days) }] : [];
  });
}

export function summarise(customers: readonly Known[]) {
  const summary = emptySummary();
  for (const { history } of customers) addHistory(summary, history);
  return summary;
}

export function fitted(customers: readonly Known[]) {
  const summary = summarise(customers);
  const { activity, spend } = fitModels(summary);
  if (!activity.ok || !spend.ok) throw new Error('CDNOW is enough to fit both models');
  return { groups: activityGroups(summary), activity: activity.fit, spend: spend.fit };
}

export const total = (customers: readonly Known[], of: (one: Known) => number): number =>
  customers.reduce((sum, one) => sum + of(one), 0);
