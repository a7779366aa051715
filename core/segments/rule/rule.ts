import type { Fields } from './parseFields.ts';
import { fault, fieldsOf, onlyFields } from './parseFields.ts';
import { parseAttributeRule } from './parseAttribute.ts';
import type { Metric } from './metrics.ts';
import { parseCampaignRule, parseEventRule, parseFeedbackRule } from './parseHistory.ts';
import { parseMetricRule } from './parseMetric.ts';
import { parsePercentileRule, parsePredictedRule, parseRfmRule } from './parseQuantities.ts';
import type { CampaignRule, FeedbackRule, Where } from './historyRules.ts';
import type { QuantityRule } from './quantityRules.ts';

export type Scalar = string | number | boolean;

/** A number on one side of a bound. */
export type Bound =
  { readonly gt: number } | { readonly gte: number } | { readonly lt: number } | { readonly lte: number };

/** A value that is, or is not, one of those named. */
export type Choice =
  | { readonly eq: Scalar }
  | { readonly ne: Scalar }
  | { readonly in: readonly Scalar[] }
  | { readonly notIn: readonly Scalar[] };

/** A test of a number. `between` includes both ends. */
export type Comparison =
  { readonly eq: number } | { readonly ne: number } | Bound | { readonly between: readonly [number, number] };

export type Calendar = 'gregorian' | 'persian';

/**
 * A test of an attribute. Dates are ISO dates, date-times, or relative to today ("today", "-30d", "+2w"); windows are
 * "7d", "4w", "6m", "1y" and count today. `between` takes two numbers or two dates, both included.
 */
export type AttributeTest =
  | Choice
  | Bound
  | { readonly between: readonly [number, number] | readonly [string, string] }
  | { readonly exists: boolean }
  | { readonly contains: string }
  | { readonly startsWith: string }
  | { readonly endsWith: string }
  | { readonly hasAny: readonly string[] }
  | { readonly hasAll: readonly string[] }
  | { readonly before: string }
  | { readonly after: string }
  | { readonly withinLast: string }
  | { readonly withinNext: string }
  | { readonly anniversaryWithin: string; readonly calendar?: Calendar };

/** `language`, `timeZone` and `email` read the profile where no attribute of that name is stored. */
export type AttributeRule = { readonly attribute: string } & AttributeTest;

export type MetricRule = { readonly metric: Metric; readonly within?: string } & Comparison;

/** How often an event happened (with certain properties); without `count` at least once. */
export interface EventRule {
  readonly event: string;
  readonly where?: Where;
  readonly within?: string;
  readonly count?: Comparison;
}

export interface ConsentRule {
  readonly consent: 'email';
}

/** Whether the rule of another segment holds, evaluated now. */
export interface MemberRule {
  readonly member: string;
}

export type Clause =
  AttributeRule | MetricRule | EventRule | ConsentRule | MemberRule | FeedbackRule | CampaignRule | QuantityRule;

/** `{all: []}` is everybody. */
export type Rule =
  { readonly all: readonly Rule[] } | { readonly any: readonly Rule[] } | { readonly not: Rule } | Clause;

export const MAX_DEPTH = 8;
export const MAX_CLAUSES = 100;
/** Segments of a workspace: all of them are evaluated together, and a campaign remembers which of them held. */
export const MAX_SEGMENTS = 500;

const CLAUSES = [
  'attribute',
  'event',
  'metric',
  'consent',
  'member',
  'feedback',
  'campaign',
  'rfm',
  'percentile',
  'predicted',
] as const;
const KINDS = ['all', 'any', 'not', ...CLAUSES] as const;

/**
 * Reads a rule from JSON. Throws ValidationError with the path of the first fault ("rule.all[1].gte"): unknown and
 * missing fields, operands of the wrong kind, more than 8 levels or 100 clauses.
 */
export function parseRule(input: unknown, path = 'rule'): Rule {
  return parseNode(input, path, 1, { clauses: 0 });
}

function parseNode(input: unknown, path: string, depth: number, seen: { clauses: number }): Rule {
  if (depth > MAX_DEPTH) fault(path, `must be at most ${MAX_DEPTH} levels deep`);
  const fields = fieldsOf(input, path);
  const kind = kindOf(fields, path);
  switch (kind) {
    case 'all':
      return { all: parseGroup(fields, kind, path, depth, seen) };
    case 'any':
      return { any: parseGroup(fields, kind, path, depth, seen) };
    case 'not':
      onlyFields(fields, path, [kind]);
      return { not: parseNode(fields.get(kind), `${path}.not`, depth + 1, seen) };
    default:
      count(path, seen);
      return parseClause(kind, fields, path);
  }
}

function count(path: string, seen: { clauses: number }): void {
  seen.clauses++;
  if (seen.clauses > MAX_CLAUSES) fault(path, `is more than the ${MAX_CLAUSES} clauses a rule may have`);
}

function kindOf(fields: Fields, path: string): (typeof KINDS)[number] {
  const [kind, other] = KINDS.filter((each) => fields.has(each));
  const [unknown] = fields.keys();
  if (!kind && unknown !== undefined)
    fault(`${path}.${unknown}`, `is not known here; a rule has one of ${KINDS.join(', ')}`);
  if (!kind) fault(path, `must have one of ${KINDS.join(', ')}`);
  if (other) fault(`${path}.${other}`, `cannot stand beside ${kind}; put both into all or any`);
  return kind;
}

function parseGroup(
  fields: Fields,
  kind: 'all' | 'any',
  path: string,
  depth: number,
  seen: { clauses: number },
): readonly Rule[] {
  onlyFields(fields, path, [kind]);
  const list = fields.get(kind);
  if (!Array.isArray(list)) fault(`${path}.${kind}`, 'must be a list of rules');
  // An empty `any` holds for nobody, which nobody means; an empty `all` is how to say everybody.
  if (list.length === 0 && kind === 'any') fault(`${path}.any`, 'must have at least one rule');
  if (list.length === 0) count(path, seen);
  return list.map((rule: unknown, index) => parseNode(rule, `${path}.${kind}[${index}]`, depth + 1, seen));
}

function parseClause(
  kind: Exclude<(typeof KINDS)[number], 'all' | 'any' | 'not'>,
  fields: Fields,
  path: string,
): Clause {
  switch (kind) {
    case 'attribute':
      return parseAttributeRule(fields, path);
    case 'metric':
      return parseMetricRule(fields, path);
    case 'event':
      return parseEventRule(fields, path);
    case 'feedback':
      return parseFeedbackRule(fields, path);
    case 'campaign':
      return parseCampaignRule(fields, path);
    case 'rfm':
      return parseRfmRule(fields, path);
    case 'percentile':
      return parsePercentileRule(fields, path);
    case 'predicted':
      return parsePredictedRule(fields, path);
    case 'consent':
      onlyFields(fields, path, [kind]);
      if (fields.get(kind) !== 'email') fault(`${path}.consent`, 'must be "email"');
      return { consent: 'email' };
    case 'member': {
      onlyFields(fields, path, [kind]);
      const member = fields.get(kind);
      if (typeof member !== 'string' || member === '') fault(`${path}.member`, 'must be the id of a segment');
      return { member };
    }
  }
}
