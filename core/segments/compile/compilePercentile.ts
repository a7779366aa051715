import { bottomBelow, topAbove } from '../../statistics/distribution.ts';
import { binOf } from '../../statistics/sketchBins.ts';
import { readMetric } from './compileMetric.ts';
import type { Test } from './evaluation.ts';
import { distributionKey, type Quantities } from './quantities.ts';
import type { PercentileRule } from '../rule/quantityRules.ts';
import { storedOrders } from './storedOrders.ts';

/** The bin that a customer has to be beyond; undefined where the distribution was not fitted. */
export function percentileLimit(rule: PercentileRule, quantities: Quantities | undefined): number | undefined {
  const distribution = quantities?.distributions.get(distributionKey(rule.percentile, rule.within));
  if (!distribution) return undefined;
  return 'top' in rule ? topAbove(distribution, rule.top) : bottomBelow(distribution, rule.bottom);
}

/**
 * Whether a customer with an order is in the given share of all of them. Compared in bins, in which they were counted:
 * whoever has the same value is in or out together.
 */
export function compilePercentile(rule: PercentileRule): Test {
  const reading = readMetric(rule.percentile, rule.within);
  const isTop = 'top' in rule;
  let known: Quantities | undefined;
  let limit: number | undefined;
  return (item, _attributes, context) => {
    const { quantities } = context;
    if (!quantities) return false;
    if (quantities !== known) {
      limit = percentileLimit(rule, quantities);
      known = quantities;
    }
    if (limit === undefined || !storedOrders(item, context.currency)) return false;
    const value = reading(item, context);
    if (Number.isNaN(value)) return false;
    const bin = binOf(value);
    return isTop ? bin > limit : bin < limit;
  };
}
