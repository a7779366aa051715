import { unitHash } from '../../shared/hash.ts';
import type { Rule } from '../rule/rule.ts';

/** Counted up whenever a released rule is evaluated in another way than before: what was found by the old way is void. */
export const EVALUATOR = 1;

/** Everything that memberships depend on, besides the customer and the day. */
export interface Ruleset {
  readonly segments: readonly { readonly id: string; readonly rule: Rule }[];
  readonly timeZone: string;
  readonly currency: string;
  /** Version of the time-zone database: a changed offset moves days. */
  readonly zones: string;
}

/** A short text that stands for a ruleset. Where it is another one, whatever was found before says nothing. */
export function rulesetFingerprintOf({ segments, timeZone, currency, zones }: Ruleset): string {
  const rules = segments.map(({ id, rule }) => JSON.stringify([id, rule])).sort();
  const text = JSON.stringify([EVALUATOR, zones, timeZone, currency, rules]);
  return ['one', 'two'].map((salt) => (unitHash(salt, text) * 2 ** 53).toString(36)).join('-');
}
