import { KEPT_DAYS } from '../../customers/dayBuckets.ts';
import { RFM_LABELS, type RfmLabel } from '../../population/rfmLabels.ts';
import {
  comparatorNames,
  comparisonOf,
  fault,
  fieldsOf,
  listAt,
  numberAt,
  onlyFields,
  onlyOperator,
  windowAt,
  type Fields,
} from './parseFields.ts';
import { PERCENTILE_METRICS } from '../compile/quantities.ts';
import {
  PREDICTED,
  RFM_SCORES,
  type PercentileRule,
  type PredictedRule,
  type RfmRule,
  type RfmScoreTests,
} from './quantityRules.ts';
import type { Comparison } from './rule.ts';

export function parseRfmRule(fields: Fields, path: string): RfmRule {
  onlyFields(fields, path, ['rfm']);
  const rfm = fields.get('rfm');
  if (Array.isArray(rfm)) return { rfm: listAt(rfm, `${path}.rfm`, labelAt) };
  return { rfm: scoreTestsOf(fieldsOf(rfm, `${path}.rfm`), `${path}.rfm`) };
}

function labelAt(value: unknown, path: string): RfmLabel {
  return RFM_LABELS.find((label) => label === value) ?? fault(path, `must be one of ${RFM_LABELS.join(', ')}`);
}

function scoreTestsOf(fields: Fields, path: string): RfmScoreTests {
  onlyFields(fields, path, RFM_SCORES);
  const tests = RFM_SCORES.filter((score) => fields.has(score)).map((score) => {
    const at = `${path}.${score}`;
    const test = fieldsOf(fields.get(score), at);
    onlyFields(test, at, comparatorNames);
    const comparison = comparisonOf(test, at);
    inRange(comparison, at, { least: 1, most: 5, what: 'a score from 1 to 5' });
    return [score, comparison] as const;
  });
  if (tests.length === 0) fault(path, `must have at least one of ${RFM_SCORES.join(', ')}, or be a list of groups`);
  return Object.fromEntries(tests);
}

export function parsePercentileRule(fields: Fields, path: string): PercentileRule {
  onlyFields(fields, path, ['percentile', 'within', 'top', 'bottom']);
  const name = fields.get('percentile');
  const percentile =
    PERCENTILE_METRICS.find((metric) => metric === name) ??
    fault(`${path}.percentile`, `must be one of ${PERCENTILE_METRICS.join(', ')}`);
  const side = onlyOperator(fields, path, ['top', 'bottom']);
  const share = numberAt(fields.get(side), `${path}.${side}`);
  if (!(share > 0 && share <= 50)) fault(`${path}.${side}`, 'must be more than 0 and at most 50 per cent');
  const within = fields.has('within') ? { within: windowAt(fields.get('within'), `${path}.within`, KEPT_DAYS) } : {};
  return { percentile, ...within, ...(side === 'top' ? { top: share } : { bottom: share }) };
}

export function parsePredictedRule(fields: Fields, path: string): PredictedRule {
  onlyFields(fields, path, ['predicted', ...comparatorNames]);
  const name = fields.get('predicted');
  const predicted =
    PREDICTED.find((known) => known === name) ?? fault(`${path}.predicted`, `must be one of ${PREDICTED.join(', ')}`);
  const comparison = comparisonOf(fields, path);
  if (predicted === 'churn') inRange(comparison, path, { least: 0, most: 1, what: 'a probability from 0 to 1' });
  return { predicted, ...comparison };
}

function inRange(
  comparison: Comparison,
  path: string,
  { least, most, what }: { readonly least: number; readonly most: number; readonly what: string },
): void {
  for (const [operator, bound] of Object.entries(comparison)) {
    const bounds: readonly unknown[] = Array.isArray(bound) ? bound : [bound];
    const isIn = bounds.every((each) => typeof each === 'number' && each >= least && each <= most);
    if (!isIn) fault(`${path}.${operator}`, `must be ${what}`);
  }
}
