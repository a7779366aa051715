import { quantileBin } from '../core/statistics/distribution.ts';
import { rfmScoresOf } from '../core/population/rfmBorders.ts';
import { RFM_LABELS, rfmLabelOf } from '../core/population/rfmLabels.ts';
import { middleOf } from '../core/statistics/sketchBins.ts';
import { compileSegments } from '../core/segments/compile/compile.ts';
import { contextAt } from '../core/segments/evaluation/context.ts';
import { populationStatisticsOf } from '../core/population/fittedModels.ts';
import { encodeCustomer } from '../core/customers/codec.ts';
import { parseRule } from '../core/segments/rule/parseRule.ts';
import {
  cdnowShop,
  exactQuantile,
  hasRealShops,
  metricValues,
  onlineRetailShop,
  scoreCounts,
  SCORES,
  SHARES,
  type RealShop,
} from '../tests/core/population/realShops.ts';
import { printTable } from './table.ts';

const digits = (value: number, decimals = 0) =>
  value.toLocaleString('en', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });

/** What a refresh fits of real shops, against the exact numbers, and what evaluating by it costs. */
export function printQuantities(): void {
  if (!hasRealShops) {
    console.log('\nquantities: skipped, ../shared/data is absent');
    return;
  }
  for (const shop of [cdnowShop(), onlineRetailShop()]) {
    printScores(shop);
    printPercentiles(shop);
    printGroups(shop);
    printCost(shop);
    printRules(shop);
  }
}

function printScores(shop: RealShop): void {
  const rows = scoreCounts(shop).flatMap(({ dimension, exact, ours, differing }) => [
    [dimension, 'sketch', ...ours.map((count) => digits(count)), digits(differing.length)],
    ['', 'exact', ...exact.map((count) => digits(count)), ''],
  ]);
  printTable(`${shop.name}: customers by RFM score`, [
    ['', '', ...SCORES.map((score) => `score ${score}`), 'scored otherwise'],
    ...rows,
  ]);
}

function printPercentiles(shop: RealShop): void {
  const values = metricValues(shop);
  const rows = [...shop.distributions].flatMap(([metric, distribution]) =>
    SHARES.map((share) => {
      const exact = exactQuantile(values[metric] ?? [], share);
      const ours = middleOf(quantileBin(distribution, share) ?? 0);
      const error = exact === 0 ? 0 : ours / exact - 1;
      return [metric, `p${share * 100}`, digits(ours, 2), digits(exact, 2), `${digits(error * 100, 2)} %`];
    }),
  );
  printTable(`${shop.name}: percentiles (money in minor units)`, [['metric', '', 'sketch', 'exact', 'off'], ...rows]);
}

function printGroups({ name, readings, fitted }: RealShop): void {
  const { rfm } = fitted;
  if (!rfm) return;
  const labels = readings.map((reading) => rfmLabelOf(rfmScoresOf(rfm, reading)));
  const revenue = readings.reduce((sum, each) => sum + each.revenue, 0);
  const rows = RFM_LABELS.map((label) => {
    const own = readings.filter((_, index) => labels[index] === label);
    const brought = own.reduce((sum, each) => sum + each.revenue, 0);
    return [label, digits(own.length), `${digits((brought / revenue) * 100, 1)} %`];
  });
  printTable(`${name}: RFM groups`, [['group', 'customers', 'of revenue'], ...rows]);
}

function printCost({ name, cost, customers }: RealShop): void {
  printTable(`${name}: what the fit costs`, [
    ['customers', 'summaries', 'summing up', 'merging and fitting'],
    [
      digits(customers.length),
      `${digits(cost.bytes / 1000)} KB`,
      `${digits(cost.summaryMs)} ms`,
      `${digits(cost.fitMs)} ms`,
    ],
  ]);
}

const RULES = [
  { rfm: ['champions', 'loyal'] },
  { percentile: 'revenue', top: 10 },
  { percentile: 'revenue', within: '90d', top: 10 },
  { predicted: 'churn', gte: 0.7 },
  { predicted: 'nextOrders', gte: 1 },
  { predicted: 'clv', gte: 5_000 },
  { metric: 'revenue', gte: 10_000 },
];

function printRules({ name, customers, fitted, distributions }: RealShop): void {
  const items = customers.map(encodeCustomer);
  const population = populationStatisticsOf(
    fitted,
    new Map([...distributions, ['revenue|90d', [...distributions.values()][0]!]]),
  );
  const context = { ...contextAt(fitted.fittedAt, fitted.timeZone, fitted.currency), population };
  const rows = RULES.map((input) => {
    const { evaluate } = compileSegments([{ id: 'seg', rule: parseRule(input) }]);
    let matched = 0;
    const began = performance.now();
    for (let round = 0; round < 5; round++)
      for (const item of items) if (evaluate(item, context)[0] === true) matched++;
    const perCustomer = ((performance.now() - began) / items.length / 5) * 1000;
    return [JSON.stringify(input), digits(matched / 5), `${digits(perCustomer, 2)} µs`];
  });
  printTable(`${name}: rules`, [['rule', 'customers', 'each'], ...rows]);
}
