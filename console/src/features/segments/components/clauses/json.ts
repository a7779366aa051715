// The form's state is the rule itself, as JSON: nothing is lost, and the API's paths of issues fit.

export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

type Join = 'all' | 'any';

export interface Group {
  readonly join: Join;
  readonly children: readonly unknown[];
}

export function groupOf(rule: unknown): Group | undefined {
  if (!isFields(rule)) return undefined;
  const { all, any } = rule;
  if (Array.isArray(all)) return { join: 'all', children: all };
  return Array.isArray(any) ? { join: 'any', children: any } : undefined;
}

export const ruleOfGroup = ({ join, children }: Group): Fields => ({ [join]: children });

/** A rule with its `not` taken off. */
export function withoutNot(rule: unknown): { readonly negated: boolean; readonly inner: unknown } {
  if (isFields(rule) && 'not' in rule) return { negated: true, inner: rule['not'] };
  return { negated: false, inner: rule };
}

export const withNot = (rule: unknown, negated: boolean): unknown => (negated ? { not: rule } : rule);

/** The rule as the form shows it: always a group at the top. */
export function asGroup(rule: unknown): Group {
  return groupOf(rule) ?? { join: 'all', children: rule === undefined ? [] : [rule] };
}

/** Some operand is still to be filled in. */
export function isIncomplete(rule: unknown): boolean {
  if (rule === null || rule === '' || rule === '-' || rule === '+') return true;
  if (Array.isArray(rule)) return rule.some(isIncomplete);
  if (!isFields(rule)) return false;
  return Object.entries(rule).some(
    ([name, value]) => isIncomplete(value) || (name !== 'all' && Array.isArray(value) && value.length === 0),
  );
}

/** The fields without some of them, and with others. */
export function replaced(fields: Fields, without: readonly string[], values: Fields): Fields {
  const kept = Object.entries(fields).filter(([name]) => !without.includes(name));
  return { ...Object.fromEntries(kept), ...values };
}

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
export const numberOf = (value: unknown): number | null => (typeof value === 'number' ? value : null);
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
