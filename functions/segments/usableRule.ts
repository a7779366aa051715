import { assertNoCycles } from '../../core/segments/compile.ts';
import { parseRule, type Rule } from '../../core/segments/rule.ts';
import type { Stores } from '../stores/stores.ts';

/** A rule that may be stored (as that of segment `id`, if it has one): parsed, and without a circle through `member`. */
export async function usableRule({ segments }: Pick<Stores, 'segments'>, rule: unknown, id?: string): Promise<Rule> {
  const parsed = parseRule(rule);
  const all = await segments.all();
  const rules = new Map(all.map((segment) => [segment.id, segment.rule]));
  assertNoCycles(id, parsed, (other) => rules.get(other));
  return parsed;
}
