import { KEPT_DAYS } from '../customers/dayBuckets.ts';
import { comparatorNames, comparisonOf, fault, fieldsOf, nameAt, onlyFields, windowAt } from './parseFields.ts';
import type { Fields } from './parseFields.ts';
import { METRICS } from './metrics.ts';
import type { EventRule, MetricRule } from './rule.ts';

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

export function parseEventRule(fields: Fields, path: string): EventRule {
  if (fields.has('where')) fault(`${path}.where`, 'is not available yet');
  onlyFields(fields, path, ['event', 'within', 'count']);
  const event = nameAt(fields.get('event'), `${path}.event`);
  if (!fields.has('count')) return { event, ...withinOf(fields, path) };
  const count = fieldsOf(fields.get('count'), `${path}.count`);
  onlyFields(count, `${path}.count`, comparatorNames);
  return { event, ...withinOf(fields, path), count: comparisonOf(count, `${path}.count`) };
}

/** Day buckets are kept for this long, so longer windows could not be answered exactly. */
function withinOf(fields: Fields, path: string): { readonly within?: string } {
  return fields.has('within') ? { within: windowAt(fields.get('within'), `${path}.within`, KEPT_DAYS) } : {};
}
