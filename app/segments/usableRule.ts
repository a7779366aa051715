import { assertNoCycles } from '../../core/segments/rule/references.ts';
import { MAX_SEGMENTS } from '../../core/segments/rule/limits.ts';
import { parseRule } from '../../core/segments/rule/parseRule.ts';
import type { Rule } from '../../core/segments/rule/rule.ts';
import { TooLargeError, ValidationError } from '../../core/shared/errors.ts';
import { campaignIssues } from './campaignReferences.ts';
import type { Stores } from '../ports/stores/stores.ts';

/**
 * A rule that may be stored (as that of segment `id`, if it has one): parsed, without a circle through `member`, and
 * about campaigns that exist. Throws TooLargeError where `id` is new, and one more than a workspace may have.
 */
export async function usableRule(
  stores: Pick<Stores, 'segments' | 'campaigns'>,
  rule: unknown,
  id?: string,
): Promise<Rule> {
  const parsed = parseRule(rule);
  const [all, issues] = await Promise.all([stores.segments.all(), campaignIssues(stores, parsed)]);
  const rules = new Map(all.map((segment) => [segment.id, segment.rule]));
  if (id !== undefined && !rules.has(id) && all.length >= MAX_SEGMENTS) {
    throw new TooLargeError(`a workspace may have at most ${MAX_SEGMENTS} segments`);
  }
  assertNoCycles(id, parsed, (other) => rules.get(other));
  if (issues.length > 0) throw new ValidationError(issues);
  return parsed;
}
