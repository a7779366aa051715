import { assertNoCycles, segmentsOf } from '../../core/segments/rule/references.ts';
import { MAX_SEGMENTS } from '../../core/segments/rule/limits.ts';
import { parseRule } from '../../core/segments/rule/parseRule.ts';
import type { Rule } from '../../core/segments/rule/rule.ts';
import { ValidationError, type FieldError } from '../../core/shared/errors.ts';
import { byReference } from './byReference.ts';
import { campaignIssues } from './campaignReferences.ts';
import { renameMembers } from './memberReferences.ts';
import { campaignsBySegment } from './removeSegment.ts';
import type { Segment } from '../../core/segments/segment.ts';
import type { Stores } from '../ports/stores/stores.ts';

/** A segment as a file has it: `member` clauses name segments by their names. */
export interface WantedSegment {
  readonly name: string;
  readonly rule: unknown;
}

/** What has to happen to one segment. Ids of segments that do not exist yet are made up for this plan. */
export interface PlannedSegment {
  readonly action: 'create' | 'update' | 'unchanged' | 'delete';
  readonly id: string;
  readonly name: string;
  /** With ids. */
  readonly rule: Rule;
  /** With names. */
  readonly namedRule: Rule;
  readonly before?: Rule;
}

/**
 * What makes the stored segments be those wanted; names tell which is which. In the order in which it can be done:
 * whatever a rule refers to comes first, deletions (only with `prune`) last. Nothing is written. Throws ValidationError
 * with every faulty segment, by its path in the list.
 */
export async function planSegments(
  stores: Pick<Stores, 'segments' | 'campaigns'>,
  wanted: readonly WantedSegment[],
  prune: boolean,
): Promise<PlannedSegment[]> {
  const stored = await stores.segments.all();
  const names = wanted.map(({ name }) => name);
  const others = stored.filter(({ name }) => !names.includes(name));
  const errors: FieldError[] = [];
  if (wanted.length + (prune ? 0 : others.length) > MAX_SEGMENTS) {
    errors.push({ path: 'segments', reason: `would make more than the ${MAX_SEGMENTS} a workspace may have` });
  }
  const idOf = (name: string): string | undefined => {
    const known = stored.find((segment) => segment.name === name);
    return known?.id ?? (names.includes(name) ? `new:${name}` : undefined);
  };
  const named = wanted.map(({ name, rule }, index) => {
    const path = `segments[${index}]`;
    if (names.indexOf(name) !== index) errors.push({ path: `${path}.name`, reason: 'stands twice in this file' });
    const count = stored.filter((segment) => segment.name === name).length;
    if (count > 1)
      errors.push({ path: `${path}.name`, reason: `is the name of ${count} segments: rename all but one` });
    return { id: idOf(name) ?? '', name, path, namedRule: attempt(errors, () => parseRule(rule, `${path}.rule`)) };
  });
  const goal = named.flatMap(({ namedRule, ...segment }) => {
    if (!namedRule) return [];
    for (const { path, id } of segmentsOf(namedRule, `${segment.path}.rule`)) {
      const reason = referenceProblem(id, { names, others, prune });
      if (reason !== undefined) errors.push({ path, reason });
    }
    return [{ ...segment, namedRule, rule: renameMembers(namedRule, (name) => idOf(name) ?? name) }];
  });
  for (const { namedRule, path } of goal) errors.push(...(await campaignIssues(stores, namedRule, `${path}.rule`)));
  if (prune) {
    const campaigns = await campaignsBySegment(stores);
    for (const { id, name } of others) {
      const campaign = campaigns.get(id);
      if (campaign !== undefined)
        errors.push({ path: 'prune', reason: `segment "${name}" is needed by campaign "${campaign}"` });
    }
  }
  // Only a whole set can be searched for circles.
  if (errors.length === 0) {
    const rules = new Map([...others, ...goal].map(({ id, rule }) => [id, rule]));
    for (const { id, rule, path } of goal)
      attempt(errors, () => assertNoCycles(id, rule, (other) => rules.get(other), `${path}.rule`));
  }
  if (errors.length > 0) throw new ValidationError(errors);
  return [...byReference(goal).map((segment) => planned(segment, stored)), ...(prune ? deletions(others) : [])];
}

function attempt<T>(errors: FieldError[], work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof ValidationError)) throw error;
    errors.push(...error.errors);
    return undefined;
  }
}

function referenceProblem(
  name: string,
  { names, others, prune }: { names: readonly string[]; others: readonly Segment[]; prune: boolean },
): string | undefined {
  if (names.includes(name)) return undefined;
  const count = others.filter((segment) => segment.name === name).length;
  if (count === 0) return `there is no segment of the name "${name}"`;
  if (count > 1) return `there are ${count} segments of the name "${name}"`;
  return prune ? `segment "${name}" is not in this file and would be deleted` : undefined;
}

function planned(
  { id, name, rule, namedRule }: Omit<PlannedSegment, 'action'>,
  stored: readonly Segment[],
): PlannedSegment {
  const before = stored.find((segment) => segment.id === id)?.rule;
  if (!before) return { action: 'create', id, name, rule, namedRule };
  const same = JSON.stringify(before) === JSON.stringify(rule);
  return same
    ? { action: 'unchanged', id, name, rule, namedRule }
    : { action: 'update', id, name, rule, namedRule, before };
}

function deletions(others: readonly Segment[]): PlannedSegment[] {
  const ordered = byReference(others).toReversed();
  return ordered.map(({ id, name, rule }) => ({ action: 'delete', id, name, rule, namedRule: rule }));
}
