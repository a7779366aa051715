import { KEPT_DAYS } from '../../customers/dayBuckets.ts';
import { MAX_KIND_PROPERTIES, MAX_KIND_TEXT } from '../../customers/kinds.ts';
import { CAMPAIGN_STEPS, type CampaignRule, type FeedbackRule, type PropertyTest, type Where } from './historyRules.ts';
import {
  boundAt,
  choiceAt,
  comparatorNames,
  comparisonOf,
  fault,
  fieldsOf,
  nameAt,
  numberAt,
  onlyFields,
  onlyOperator,
  textAt,
  windowAt,
  type Fields,
} from './parseFields.ts';
import type { EventRule, Scalar } from './rule.ts';

export function parseEventRule(fields: Fields, path: string): EventRule {
  onlyFields(fields, path, ['event', 'where', 'within', 'count']);
  const event = nameAt(fields.get('event'), `${path}.event`);
  const where = fields.has('where') ? { where: whereOf(fields.get('where'), `${path}.where`) } : {};
  const known = { event, ...where, ...withinOf(fields, path) };
  if (!fields.has('count')) return known;
  const count = fieldsOf(fields.get('count'), `${path}.count`);
  onlyFields(count, `${path}.count`, comparatorNames);
  return { ...known, count: comparisonOf(count, `${path}.count`) };
}

const OPERATORS = ['eq', 'ne', 'in', 'notIn', 'gt', 'gte', 'lt', 'lte'] as const;

function whereOf(input: unknown, path: string): Where {
  const entries = [...fieldsOf(input, path)];
  if (entries.length === 0) fault(path, 'must have at least one property');
  if (entries.length > MAX_KIND_PROPERTIES) fault(path, `must have at most ${MAX_KIND_PROPERTIES} properties`);
  return Object.fromEntries(
    entries.map(([name, test]) => [nameAt(name, `${path}.${name}`), propertyTestAt(test, `${path}.${name}`)]),
  );
}

function propertyTestAt(input: unknown, path: string): PropertyTest {
  if (typeof input !== 'object' || input === null) return propertyAt(input, path);
  const fields = fieldsOf(input, path);
  const operator = onlyOperator(fields, path, OPERATORS);
  onlyFields(fields, path, [operator]);
  const value = fields.get(operator);
  const at = `${path}.${operator}`;
  switch (operator) {
    case 'eq':
    case 'ne':
    case 'in':
    case 'notIn':
      return choiceAt(operator, value, at, propertyAt);
    default:
      return boundAt(operator, value, at);
  }
}

function propertyAt(value: unknown, path: string): Scalar {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return numberAt(value, path);
  if (typeof value !== 'string') fault(path, 'must be a text, a number, true or false');
  // Longer ones are not kept, so nothing could be equal.
  return value.length <= MAX_KIND_TEXT ? value : fault(path, `must be at most ${MAX_KIND_TEXT} characters`);
}

export function parseFeedbackRule(fields: Fields, path: string): FeedbackRule {
  onlyFields(fields, path, ['feedback', 'within', ...comparatorNames]);
  const feedback = nameAt(fields.get('feedback'), `${path}.feedback`);
  return { feedback, ...withinOf(fields, path), ...comparisonOf(fields, path) };
}

export function parseCampaignRule(fields: Fields, path: string): CampaignRule {
  onlyFields(fields, path, ['campaign', 'did', 'within']);
  const campaign = textAt(fields.get('campaign'), `${path}.campaign`);
  if (campaign === '') fault(`${path}.campaign`, 'must be the id of a campaign');
  const said = fields.get('did');
  const did =
    CAMPAIGN_STEPS.find((step) => step === said) ?? fault(`${path}.did`, `must be one of ${CAMPAIGN_STEPS.join(', ')}`);
  return { campaign, did, ...withinOf(fields, path) };
}

/** Day buckets are kept for this long, so longer windows could not be answered exactly. */
export function withinOf(fields: Fields, path: string): { readonly within?: string } {
  return fields.has('within') ? { within: windowAt(fields.get('within'), `${path}.within`, KEPT_DAYS) } : {};
}
