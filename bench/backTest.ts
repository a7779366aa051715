import { expectedOrders, noOrderProbability } from '../core/prediction/bgNbd.ts';
import { fitBgNbd } from '../core/prediction/bgNbdFit.ts';
import { cohortOrders } from '../tests/support/cohort.ts';
import { activityGroups } from '../core/prediction/fittingSummary.ts';
import { predict } from '../core/prediction/predict.ts';
import { CENTS, fitted, summarise, total, WEEKS, type Known } from './cdnowCustomers.ts';
import { printTable } from './table.ts';

// What the models promised for the weeks held back, against what then happened.

const MOST_CLASS = 7;

export function printCalibration(customers: readonly Known[]): void {
  const { activity, spend } = fitted(customers);
  const model = { activity: activity.values, spend: spend.values };
  const rows = Array.from({ length: MOST_CLASS + 1 }, (_, x) => {
    const part = customers.filter(({ history }) => Math.min(history.repeats, MOST_CLASS) === x);
    const actual = total(part, ({ later }) => later);
    const expected = total(part, ({ history }) => expectedOrders(activity.values, history, WEEKS));
    const silent = total(part, ({ later }) => (later === 0 ? 1 : 0));
    const churn = total(part, ({ history }) => noOrderProbability(activity.values, history, WEEKS));
    const value = total(part, ({ laterValue }) => laterValue);
    const clv = total(part, ({ history }) => predict(model, history, { weeks: WEEKS, annualDiscount: 0 }).clv ?? 0);
    const percent = (sum: number): string => `${((100 * sum) / part.length).toFixed(1)} %`;
    return [
      x === MOST_CLASS ? `${x} and more` : String(x),
      String(part.length),
      (actual / part.length).toFixed(3),
      (expected / part.length).toFixed(3),
      percent(silent),
      percent(churn),
      (value / part.length / CENTS).toFixed(2),
      (clv / part.length / CENTS).toFixed(2),
    ];
  });
  const all = (name: string, happened: number, predicted: number): string =>
    `${name} ${predicted.toFixed(0)} predicted, ${happened.toFixed(0)} happened (${(100 * (predicted / happened - 1)).toFixed(1)} %)`;
  printTable(`The 39 weeks held back, by repeats in the 39 before (${customers.length} customers)`, [
    ['repeats', 'customers', 'orders each', 'predicted', 'ordered nothing', 'predicted', 'USD each', 'predicted'],
    ...rows,
  ]);
  const promised = customers.map(({ history }) => predict(model, history, { weeks: WEEKS, annualDiscount: 0 }));
  const orders = promised.reduce((sum, { nextOrders }) => sum + nextOrders, 0);
  const value = promised.reduce((sum, { clv }) => sum + (clv ?? 0), 0) / CENTS;
  console.log(
    all(
      'orders:',
      total(customers, ({ later }) => later),
      orders,
    ),
  );
  console.log(all('USD:', total(customers, ({ laterValue }) => laterValue) / CENTS, value));
}

/** Who is worth writing to: what share of the orders to come do the customers with the best prediction place? */
export function printRanking(customers: readonly Known[]): void {
  const { activity } = fitted(customers);
  const by = (score: (one: Known) => number): Known[] =>
    customers
      .map((one) => ({ one, score: score(one) }))
      .sort((a, b) => b.score - a.score)
      .map(({ one }) => one);
  const orderings: Record<string, Known[]> = {
    'orders predicted': by(({ history }) => expectedOrders(activity.values, history, WEEKS)),
    'repeats so far': by(({ history }) => history.repeats),
    'last order': by(({ history }) => history.lastDays - history.ageDays),
    'what happened (the best possible)': by(({ later }) => later),
  };
  const all = total(customers, ({ later }) => later);
  printTable(`Orders of the 39 weeks held back that the first customers placed (${customers.length} customers)`, [
    ['ranked by', 'first 5 %', 'first 10 %', 'first 20 %'],
    ...Object.entries(orderings).map(([name, ranked]) => [
      name,
      ...[0.05, 0.1, 0.2].map((share) => {
        const first = ranked.slice(0, Math.round(share * ranked.length));
        return `${((100 * total(first, ({ later }) => later)) / all).toFixed(1)} %`;
      }),
    ]),
  ]);
}

/** Every k-th customer makes k shops of one size out of all: how far off is the total of a shop, at the median? */
export function printSizes(customers: readonly Known[]): void {
  const rows = [150, 200, 500, 1_000, 2_000, 5_000].map((size) => {
    const shops = Math.min(60, Math.floor(customers.length / size));
    const errors: number[] = [];
    const naive: number[] = [];
    let refused = 0;
    let held = 0;
    for (let shop = 0; shop < shops; shop++) {
      const part = customers.filter((_, index) => index % Math.floor(customers.length / size) === shop);
      const groups = activityGroups(summarise(part));
      const outcome = fitBgNbd(groups);
      const actual = total(part, ({ later }) => later);
      naive.push(Math.abs(total(part, ({ history }) => (history.repeats * WEEKS * 7) / history.ageDays) / actual - 1));
      if (!outcome.ok) refused++;
      else {
        if (outcome.fit.held.length > 0) held++;
        errors.push(Math.abs(cohortOrders(outcome.fit.values, groups, WEEKS) / actual - 1));
      }
    }
    const at = (share: number, of: number[]): string => {
      const one = of.toSorted((left, right) => left - right)[Math.floor(share * of.length)];
      return one === undefined ? '' : `${(100 * one).toFixed(0)} %`;
    };
    return [size, shops, refused, held, at(0.5, errors), at(0.9, errors), at(0.5, naive)].map(String);
  });
  printTable('Shops of one size cut out of all CDNOW customers: error of the orders of the next 39 weeks', [
    ['customers', 'shops', 'refused', 'a parameter held', 'median error', '9 of 10 below', 'if all went on: median'],
    ...rows,
  ]);
}
