import { aliveProbability, expectedOrders, expectedRepeats, type BgNbdParameters } from '../core/prediction/bgNbd.ts';
import { logLikelihood } from '../core/prediction/bgNbdFit.ts';
import { cohortOrders, cohortRepeats } from '../tests/support/cohort.ts';
import { intervalOf } from '../tests/support/estimateInterval.ts';
import { encodeSummary } from '../core/prediction/fittingSummary.ts';
import { expectedSpend, populationSpend, type GammaGammaParameters } from '../core/prediction/gammaGamma.ts';
import { fitModels } from '../core/prediction/fitModels.ts';
import { predict } from '../core/prediction/predict.ts';
import { expectedValues, hasCdnow } from '../tests/core/prediction/cdnow.ts';
import { printCalibration, printRanking, printSizes } from './backTest.ts';
import { CENTS, fitted, knownOf, summarise, total, WEEKS, type Known } from './cdnowCustomers.ts';
import { printTable } from './table.ts';

// Do we predict what is published, and what then happened? CDNOW: 39 weeks are known, the next 39 are held back.

function printReproduction(customers: readonly Known[]): void {
  const { groups, activity, spend } = fitted(customers);
  const expected = expectedValues();
  const { LL, ...published } = expected.bgnbd_params_published;
  const { p, q, v } = expected.gammagamma_params_published;
  const two = { repeats: 2, lastDays: 30.43 * 7, ageDays: 38.86 * 7 };
  const zeros = customers.filter(({ history }) => history.repeats === 0);
  const { week39, week78 } = expected.cohort_cumulative_repeats;

  const orders = (
    name: string,
    told: number,
    of: (parameters: BgNbdParameters) => number,
    digits: number,
  ): string[] => [
    name,
    String(told),
    of(published).toFixed(digits),
    of(activity.values).toFixed(digits),
    shown(intervalOf(activity, of), digits),
  ];
  const money = (name: string, told: number, of: (parameters: GammaGammaParameters) => number): string[] => [
    name,
    String(told),
    of({ p, q, gamma: v * CENTS }).toFixed(2),
    of(spend.values).toFixed(2),
    shown(intervalOf(spend, of), 2),
  ];
  const dollars = (logLikelihood: number): string => (logLikelihood + spend.spenders * Math.log(CENTS)).toFixed(2);

  printTable(`CDNOW, ${customers.length} customers: published, our formulas, our fit`, [
    ['quantity', 'published', 'with published parameters', 'with our fit', '95 % interval'],
    orders('BG/NBD r', published.r, ({ r }) => r, 3),
    orders('alpha (weeks)', published.alpha, ({ alpha }) => alpha, 3),
    orders('a', published.a, ({ a }) => a, 3),
    orders('b', published.b, ({ b }) => b, 3),
    ['log-likelihood', String(LL), logLikelihood(published, groups).toFixed(2), activity.logLikelihood.toFixed(2), ''],
    orders(
      'orders in 39 weeks, x=2 t_x=30.43 T=38.86',
      expected['bgnbd_expected_39w_x2_tx30.43_T38.86'],
      (parameters) => expectedOrders(parameters, two, WEEKS),
      3,
    ),
    orders(
      'P(alive) of the same',
      expected['bgnbd_p_alive_x2_tx30.43_T38.86'],
      (parameters) => aliveProbability(parameters, two),
      4,
    ),
    ...Object.entries(expected.bgnbd_E_repeat_by_week).map(([week, told]) =>
      orders(`repeats of anybody by week ${week}`, told, (parameters) => expectedRepeats(parameters, Number(week)), 4),
    ),
    orders(
      `cohort repeats by week 39 (happened: ${week39.actual})`,
      week39.predicted,
      (parameters) => cohortRepeats(parameters, groups),
      1,
    ),
    orders(
      `cohort repeats by week 78 (happened: ${week78.actual})`,
      week78.predicted,
      (parameters) => cohortRepeats(parameters, groups, WEEKS),
      1,
    ),
    orders(
      `weeks 40-78 given 1-39 (happened: ${total(customers, ({ later }) => later)})`,
      expected.bgnbd_holdout_39w_total_predicted,
      (parameters) => cohortOrders(parameters, groups, WEEKS),
      1,
    ),
    orders(
      `the same, no repeat so far (happened: ${total(zeros, ({ later }) => later)})`,
      expected.holdout_zero_class.predicted,
      (parameters) => total(zeros, ({ history }) => expectedOrders(parameters, history, WEEKS)),
      1,
    ),
    money('Gamma-Gamma p', p, (parameters) => parameters.p),
    money('q', q, (parameters) => parameters.q),
    money('gamma (USD)', v, (parameters) => parameters.gamma / CENTS),
    ['log-likelihood (USD)', '-4055.92', '', dollars(spend.logLikelihood), ''],
    money(
      'spend of a stranger (USD)',
      expected.gammagamma_population_mean,
      (parameters) => populationSpend(parameters) / CENTS,
    ),
    ...customers
      .slice(0, 10)
      .map(({ history: { repeats, repeatValue } }, index) =>
        money(
          `spend of customer ${index + 1} (USD)`,
          expected.gammagamma_first10_expected_mean[index] ?? Number.NaN,
          (parameters) =>
            expectedSpend(parameters, { repeats, meanValue: repeats === 0 ? 0 : repeatValue / repeats }) / CENTS,
        ),
      ),
  ]);
}

const shown = (interval: readonly [number, number] | undefined, digits: number): string =>
  (interval ?? []).map((edge) => edge.toFixed(digits)).join(' to ');

function median(times: number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
}

function printTimes(files: readonly (readonly Known[])[]): void {
  const RUNS = 5;
  const rows = files.map((customers) => {
    const timed = (work: () => unknown): string => {
      const times = Array.from({ length: RUNS }, () => {
        const from = performance.now();
        work();
        return performance.now() - from;
      });
      return `${median(times).toFixed(0)} ms`;
    };
    const summary = summarise(customers);
    const { activity, spend } = fitted(customers);
    const model = { activity: activity.values, spend: spend.values };
    const { activity: orders, spend: money } = encodeSummary(summary);
    return [
      String(customers.length),
      `${summary.activity.cells().length} + ${summary.spend.cells().length}`,
      `${((100 * 2 ** summary.activity.level()) / 4_096).toFixed(1)} %`,
      `${((orders.length + money.length) / 1000).toFixed(0)} KB`,
      timed(() => summarise(customers)),
      timed(() => fitModels(summary)),
      timed(() => customers.map(({ history }) => predict(model, history, { weeks: 52, annualDiscount: 0.1 }))),
    ];
  });
  printTable(`Time (median of ${RUNS})`, [
    ['customers', 'cells', 'step', 'summary', 'summarise', 'fit both models', 'predict all'],
    ...rows,
  ]);
}

export function printPrediction(): void {
  if (!hasCdnow) {
    console.log('\nPrediction: skipped, ../shared/data is absent');
    return;
  }
  const sample = knownOf('sample');
  const master = knownOf('master');
  printReproduction(sample);
  printCalibration(sample);
  printCalibration(master);
  printRanking(master);
  printSizes(master);
  printTimes([sample, master]);
}

if (import.meta.main) printPrediction();
