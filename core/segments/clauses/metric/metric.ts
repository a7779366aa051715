import { FIELD } from '../../../customers/storedCustomer.ts';
import { numberOrNull } from '../../../customers/storedValues.ts';
import { comparatorNames, comparisonOf, compileComparison, type Comparison } from '../../operands/comparison.ts';
import { saidComparison, type SaidComparison } from '../../operands/said.ts';
import { withinOf } from '../../operands/window.ts';
import { issue } from '../../parsing/issue.ts';
import { oneOf, onlyFields } from '../../parsing/fields.ts';
import type { Clause } from '../../clause.ts';
import { metricTransition } from './metricTransition.ts';
import { METRICS, readMetric, type Metric } from './readMetric.ts';

/** A number of orders and mail, ever or in a window that ends today. */
export type MetricRule = { readonly metric: Metric; readonly within?: string } & Comparison;

interface Operands {
  readonly metric: Metric;
  readonly within: string | undefined;
  readonly comparison: SaidComparison;
}

export const metricClause: Clause<'metric', MetricRule, Operands> = {
  key: 'metric',
  parse(fields, path) {
    onlyFields(fields, path, ['metric', 'within', ...comparatorNames]);
    const metric = oneOf(METRICS, fields.get('metric'), `${path}.metric`);
    if (fields.has('within') && (metric === 'lastOrderDays' || metric === 'firstOrderDays')) {
      issue(`${path}.within`, `does not go with ${metric}`);
    }
    return { metric, ...withinOf(fields, path), ...comparisonOf(fields, path) };
  },
  compile(rule) {
    const reading = readMetric(rule.metric, rule.within);
    const test = compileComparison(rule);
    return (item, _attributes, context) => test(reading(item, context));
  },
  explain: ({ metric, within }, item, context) => ({ value: numberOrNull(readMetric(metric, within)(item, context)) }),
  describe(rule) {
    const { comparison, not } = saidComparison(rule);
    return [{ operands: { metric: rule.metric, within: rule.within, comparison }, not }];
  },
  timeDependence: metricTransition,
  fields({ metric }) {
    // What was sent counts from when the customer was made.
    if (metric === 'sends') return [FIELD.createdAt];
    return metric === 'opens' || metric === 'clicks' ? [FIELD.engagement] : [FIELD.orders];
  },
  externalDependency: ({ metric }) => (metric === 'sends' ? 'sends' : undefined),
};
