import { distributionKey, PERCENTILE_METRICS, type PercentileMetric } from '../segments/evaluation/quantities.ts';
import { askClause } from '../segments/clauses/table.ts';
import { clausesOf } from '../segments/rule/clausesOf.ts';
import type { Rule } from '../segments/rule/rule.ts';

export interface PercentileReading {
  readonly key: string;
  readonly metric: PercentileMetric;
  readonly within?: string;
}

/** Beyond these, windows of later rules are not counted. */
export const MOST_WINDOWS = 40;

/** What has to be counted for these rules, and the four metrics without a window for rules to come. */
export function percentileReadings(rules: Iterable<Rule>): readonly PercentileReading[] {
  const found = new Map<string, PercentileReading>();
  const add = (metric: PercentileMetric, within?: string) => {
    const key = distributionKey(metric, within);
    if (within !== undefined && found.size >= PERCENTILE_METRICS.length + MOST_WINDOWS) return;
    found.set(key, { key, metric, ...(within !== undefined && { within }) });
  };
  for (const metric of PERCENTILE_METRICS) add(metric);
  for (const { clause } of [...rules].flatMap((rule) => clausesOf(rule))) {
    const distribution = askClause(clause, (kind, own) => kind.distribution?.(own));
    if (distribution) add(distribution.metric, distribution.within);
  }
  return [...found.values()];
}
