import { describe, expect, it } from 'vitest';
import { expectedRepeats, noOrderProbability } from '../../../core/prediction/bgNbd.ts';
import { cohortOrders } from '../../support/cohort.ts';
import { intervalOf } from '../../support/estimateInterval.ts';
import { activityGroups, addHistory, emptySummary } from '../../../core/prediction/fittingSummary.ts';
import { fitModels } from '../../../core/prediction/fitModels.ts';
import { predict } from '../../../core/prediction/predict.ts';
import { simulateShop, type SimulatedCustomer } from './simulate.ts';

const TRUE_ACTIVITY = { r: 0.6, alpha: 6, a: 0.8, b: 3 };
const TRUE_SPEND = { p: 5, q: 4, gamma: 2_000 };
const YEAR = 52;
const WHEN = { weeks: 80, laterWeeks: YEAR };

function summarise(shop: readonly SimulatedCustomer[], mostCells?: number) {
  const summary = emptySummary(mostCells);
  for (const { history } of shop) addHistory(summary, history);
  return summary;
}

function fitted(shop: readonly SimulatedCustomer[]) {
  const { activity, spend } = fitModels(summarise(shop));
  if (!activity.ok || !spend.ok) throw new Error('both models fit');
  return { activity: activity.fit, spend: spend.fit };
}

describe('a shop whose customers live as the models say', () => {
  const shop = simulateShop(TRUE_ACTIVITY, TRUE_SPEND, { ...WHEN, customers: 30_000, seed: 1 });
  const { activity, spend } = fitted(shop);

  it('gives the parameters back, each inside its 95 % interval or near it', () => {
    for (const [name, truth] of Object.entries({ ...TRUE_ACTIVITY, ...TRUE_SPEND })) {
      const value = { ...activity.values, ...spend.values }[name]!;
      expect(Math.abs(value / truth - 1), name).toBeLessThan(0.15);
    }
  });

  it('gives nearly the same ones back from a summary of a twentieth of the cells', () => {
    const coarse = fitModels(summarise(shop, 1_000));
    const exact = fitModels(summarise(shop, 1e9));
    if (!coarse.activity.ok || !exact.activity.ok || !coarse.spend.ok || !exact.spend.ok) throw new Error('all fit');
    for (const [name, value] of Object.entries({ ...exact.activity.fit.values, ...exact.spend.fit.values })) {
      const rough = { ...coarse.activity.fit.values, ...coarse.spend.fit.values }[name]!;
      expect(Math.abs(rough / value - 1), name).toBeLessThan(0.02);
    }
  });

  it('has its orders of the next year predicted to 3 %, and its buyers to one point', () => {
    const actual = shop.reduce((sum, { later }) => sum + later, 0);
    const total = cohortOrders(activity.values, activityGroups(summarise(shop)), YEAR);
    expect(Math.abs(total / actual - 1)).toBeLessThan(0.03);
    const silent = shop.filter(({ later }) => later === 0).length / shop.length;
    const churn = shop.reduce((sum, { history }) => sum + noOrderProbability(activity.values, history, YEAR), 0);
    expect(Math.abs(churn / shop.length - silent)).toBeLessThan(0.01);
  });

  it('has its customers told apart: in every tenth by churn, about as many stay silent as predicted', () => {
    const scored = shop
      .map(({ history, later }) => ({
        churn: predict({ activity: activity.values }, history, { weeks: YEAR, annualDiscount: 0 }).churn,
        silent: later === 0,
      }))
      .sort((a, b) => a.churn - b.churn);
    const tenth = scored.length / 10;
    for (let from = 0; from < scored.length; from += tenth) {
      const part = scored.slice(from, from + tenth);
      const predicted = part.reduce((sum, { churn }) => sum + churn, 0) / tenth;
      expect(Math.abs(part.filter(({ silent }) => silent).length / tenth - predicted)).toBeLessThan(0.03);
    }
  });
});

describe('intervals', () => {
  it('hold the true parameters and the true mean orders of a customer in about 95 % of 60 shops', () => {
    const held = { r: 0, alpha: 0, a: 0, b: 0, orders: 0 };
    const truth = expectedRepeats(TRUE_ACTIVITY, YEAR);
    const shops = 60;
    for (let seed = 0; seed < shops; seed++) {
      const { activity } = fitted(
        simulateShop(TRUE_ACTIVITY, TRUE_SPEND, { ...WHEN, customers: 1_500, seed: 100 + seed }),
      );
      for (const name of activity.names) {
        const [low, high] = activity.intervals![name];
        if (low <= TRUE_ACTIVITY[name] && TRUE_ACTIVITY[name] <= high) held[name]++;
      }
      const [low, high] = intervalOf(activity, (values) => expectedRepeats(values, YEAR))!;
      if (low <= truth && truth <= high) held.orders++;
    }
    for (const [name, times] of Object.entries(held)) expect(times, name).toBeGreaterThanOrEqual(53);
  });
});
