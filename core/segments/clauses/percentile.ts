import { FIELD } from '../../customers/storedCustomer.ts';
import { bottomBelow, topAbove } from '../../statistics/distribution.ts';
import { binOf, middleOf } from '../../statistics/sketchBins.ts';
import {
  distributionKey,
  PERCENTILE_METRICS,
  type PercentileMetric,
  type PopulationStatistics,
} from '../../population/populationStatistics.ts';
import { storedOrders } from '../../prediction/storedOrders.ts';
import { numberOrNull } from '../../customers/storedValues.ts';
import { withinOf } from '../operands/window.ts';
import { issue } from '../parsing/issue.ts';
import { numberAt, oneOf, onlyFields, onlyOperator } from '../parsing/fields.ts';
import type { Clause } from '../clause.ts';
import { readMetric } from './metric/readMetric.ts';
import { missingReason } from './missing.ts';

/** In the first or last so many per cent (more than 0, at most 50) of all customers with an order. */
export type PercentileRule = { readonly percentile: PercentileMetric; readonly within?: string } & (
  { readonly top: number } | { readonly bottom: number }
);

interface Operands {
  readonly metric: PercentileMetric;
  readonly within: string | undefined;
  readonly side: 'top' | 'bottom';
  readonly share: number;
}

export const percentileClause: Clause<'percentile', PercentileRule, Operands> = {
  key: 'percentile',
  parse(fields, path) {
    onlyFields(fields, path, ['percentile', 'within', 'top', 'bottom']);
    const percentile = oneOf(PERCENTILE_METRICS, fields.get('percentile'), `${path}.percentile`);
    const side = onlyOperator(fields, path, ['top', 'bottom']);
    const share = numberAt(fields.get(side), `${path}.${side}`);
    if (!(share > 0 && share <= 50)) issue(`${path}.${side}`, 'must be more than 0 and at most 50 per cent');
    return { percentile, ...withinOf(fields, path), ...(side === 'top' ? { top: share } : { bottom: share }) };
  },
  /**
   * Whether a customer with an order is in the given share of all of them. Compared in bins, in which they were
   * counted: whoever has the same value is in or out together.
   */
  compile(rule) {
    const reading = readMetric(rule.percentile, rule.within);
    const isTop = 'top' in rule;
    let known: PopulationStatistics | undefined;
    let limit: number | undefined;
    return (item, _attributes, context) => {
      const { population } = context;
      if (!population) return false;
      if (population !== known) {
        limit = limitOf(rule, population);
        known = population;
      }
      if (limit === undefined || !storedOrders(item, context.currency)) return false;
      const value = reading(item, context);
      if (Number.isNaN(value)) return false;
      const bin = binOf(value);
      return isTop ? bin > limit : bin < limit;
    };
  },
  explain(rule, item, context) {
    const missing = missingReason(item, context);
    if (missing) return { value: null, reason: missing };
    const value = numberOrNull(readMetric(rule.percentile, rule.within)(item, context));
    const limit = limitOf(rule, context.population);
    if (limit === undefined) return { value, reason: 'windowNotFitted' };
    return { value, ...(Number.isFinite(limit) && { limit: middleOf(limit) }) };
  },
  describe(rule) {
    const [side, share] = 'top' in rule ? (['top', rule.top] as const) : (['bottom', rule.bottom] as const);
    return [{ operands: { metric: rule.percentile, within: rule.within, side, share }, not: false }];
  },
  fields: () => [FIELD.orders],
  externalDependency: () => 'population',
  distribution: ({ percentile, within }) => ({ metric: percentile, within }),
};

/** The bin that a customer has to be beyond; undefined where the distribution was not fitted. */
function limitOf(rule: PercentileRule, population: PopulationStatistics | undefined): number | undefined {
  const distribution = population?.distributions.get(distributionKey(rule.percentile, rule.within));
  if (!distribution) return undefined;
  return 'top' in rule ? topAbove(distribution, rule.top) : bottomBelow(distribution, rule.bottom);
}
