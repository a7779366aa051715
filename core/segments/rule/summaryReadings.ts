import { distributionKey, PERCENTILE_METRICS, type PercentileMetric } from '../../population/populationStatistics.ts';
import { RECENCY, type SummaryReading } from '../../population/shopSummary.ts';
import { readMetric } from '../clauses/metric/readMetric.ts';
import { askClause } from '../clauses/table.ts';
import { clausesOf } from './clausesOf.ts';
import type { Rule } from './rule.ts';

/** Beyond these, windows of later rules are not counted. */
export const MOST_WINDOWS = 40;

/**
 * What has to be counted of everybody: silence, what the percentiles of these rules compare, and the four metrics without
 * a window for rules to come.
 */
export function summaryReadings(rules: Iterable<Rule>): readonly SummaryReading[] {
  const percentiles = new Map<string, SummaryReading>();
  const add = (metric: PercentileMetric, within?: string) => {
    const key = distributionKey(metric, within);
    if (within !== undefined && percentiles.size >= PERCENTILE_METRICS.length + MOST_WINDOWS) return;
    percentiles.set(key, { key, read: readMetric(metric, within) });
  };
  for (const metric of PERCENTILE_METRICS) add(metric);
  for (const { clause } of [...rules].flatMap((rule) => clausesOf(rule))) {
    const distribution = askClause(clause, (kind, own) => kind.distribution?.(own));
    if (distribution) add(distribution.metric, distribution.within);
  }
  return [{ key: RECENCY, read: readMetric('lastOrderDays') }, ...percentiles.values()];
}
