import { isFields, type Fields } from './json.ts';

export const KINDS = [
  'attribute',
  'date',
  'metric',
  'event',
  'consent',
  'member',
  'campaign',
  'feedback',
  'rfm',
  'percentile',
  'predicted',
] as const;

export type Kind = (typeof KINDS)[number];

export const DATE_TESTS = ['withinLast', 'withinNext', 'anniversaryWithin', 'before', 'after', 'betweenDates'] as const;
export const ATTRIBUTE_TESTS = [
  'eq',
  'ne',
  'in',
  'notIn',
  'contains',
  'startsWith',
  'endsWith',
  'gte',
  'lte',
  'gt',
  'lt',
  'between',
  'hasAny',
  'hasAll',
  'exists',
  'missing',
] as const;
export type AttributeTest = (typeof ATTRIBUTE_TESTS)[number] | (typeof DATE_TESTS)[number];

/** How the form calls the test of an attribute clause. */
export function testOf(clause: Fields): AttributeTest | undefined {
  if ('exists' in clause) return clause['exists'] === false ? 'missing' : 'exists';
  if ('between' in clause) {
    const { between } = clause;
    return Array.isArray(between) && between.some((end) => typeof end === 'string') ? 'betweenDates' : 'between';
  }
  return [...ATTRIBUTE_TESTS, ...DATE_TESTS].find((test) => test in clause);
}

/** Which editor shows a clause; undefined where the form has none. */
export function kindOf(clause: unknown): Kind | undefined {
  if (!isFields(clause)) return undefined;
  if ('attribute' in clause) {
    const test = testOf(clause);
    return test && (DATE_TESTS.some((each) => each === test) ? 'date' : 'attribute');
  }
  return KINDS.find((kind) => kind !== 'date' && kind in clause);
}

/** A clause to begin with. */
export const NEW: Readonly<Record<Kind, Fields>> = {
  attribute: { attribute: '', eq: '' },
  date: { attribute: '', withinLast: '30d' },
  metric: { metric: 'orders', gte: 1 },
  event: { event: '' },
  consent: { consent: 'email' },
  member: { member: '' },
  campaign: { campaign: '', did: 'clicked' },
  feedback: { feedback: '', gte: null },
  rfm: { rfm: ['champions'] },
  percentile: { percentile: 'revenue', top: 10 },
  predicted: { predicted: 'churn', gte: 0.5 },
};
