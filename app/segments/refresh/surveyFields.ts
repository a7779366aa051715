import type { RefreshRules } from '../../../core/segments/refresh/refreshRules.ts';
import type { Rule } from '../../../core/segments/rule/rule.ts';
import { fieldsOfRule } from '../../../core/segments/rule/fieldsOfRule.ts';

/** Who it is, the version, what they are members of, and what they left last. */
const SURVEYED = ['b', 'id', 'v', 'ca', 'sg', 'lf'];

/**
 * The fields by which a refresh tells whom to look at, and all that the externally dependent rules look at. Undefined:
 * everything.
 */
export function surveyFields(
  segments: readonly { readonly id: string; readonly rule: Rule }[],
  { externallyDependent }: Pick<RefreshRules, 'externallyDependent'>,
): readonly string[] | undefined {
  const rules = new Map(segments.map(({ id, rule }) => [id, rule]));
  const fields = new Set(SURVEYED);
  for (const index of externallyDependent) {
    const rule = segments[index]?.rule;
    const read = rule && fieldsOfRule(rule, (id) => rules.get(id));
    if (!read) return undefined;
    for (const field of read) fields.add(field);
  }
  return [...fields];
}
