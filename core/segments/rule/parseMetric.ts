import { comparatorNames, comparisonOf, fault, onlyFields, type Fields } from './parseFields.ts';
import { METRICS } from './metrics.ts';
import { withinOf } from './parseHistory.ts';
import type { MetricRule } from './rule.ts';

export function parseMetricRule(fields: Fields, path: string): MetricRule {
  onlyFields(fields, path, ['metric', 'within', ...comparatorNames]);
  const name = fields.get('metric');
  const metric =
    METRICS.find((known) => known === name) ?? fault(`${path}.metric`, `must be one of ${METRICS.join(', ')}`);
  if (fields.has('within') && (metric === 'lastOrderDays' || metric === 'firstOrderDays')) {
    fault(`${path}.within`, `does not go with ${metric}`);
  }
  return { metric, ...withinOf(fields, path), ...comparisonOf(fields, path) };
}
