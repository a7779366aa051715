import { MAX_COMBINATION_PROPERTIES, MAX_PROPERTY_TEXT } from '../../../customers/propertyCombinations.ts';
import { boundAt, choiceAt, type Bound, type Choice, type Scalar } from '../../operands/choice.ts';
import { issue } from '../../parsing/issue.ts';
import { fieldsOf, nameAt, numberAt, onlyFields, onlyOperator } from '../../parsing/fields.ts';

/** A test of one property of an occurrence. A scalar means `eq`; texts are compared folded. */
export type PropertyTest = Scalar | Choice | Bound;

/** All of these must hold for one and the same occurrence; a property it does not have passes no test. */
export type Where = Readonly<Record<string, PropertyTest>>;

/** A property of an event as sentences say it, its test as that of an attribute. */
export interface SaidProperty {
  readonly name: string;
  readonly test: Exclude<Choice, { readonly ne: Scalar } | { readonly notIn: readonly Scalar[] }> | Bound;
  readonly not: boolean;
}

export function saidWhere(where: Where = {}): readonly SaidProperty[] {
  return Object.entries(where).map(([name, given]) => {
    const test = typeof given === 'object' ? given : { eq: given };
    if ('ne' in test) return { name, test: { eq: test.ne }, not: true };
    return 'notIn' in test ? { name, test: { in: test.notIn }, not: true } : { name, test, not: false };
  });
}

const OPERATORS = ['eq', 'ne', 'in', 'notIn', 'gt', 'gte', 'lt', 'lte'] as const;

export function whereOf(input: unknown, path: string): Where {
  const entries = [...fieldsOf(input, path)];
  if (entries.length === 0) issue(path, 'must have at least one property');
  if (entries.length > MAX_COMBINATION_PROPERTIES)
    issue(path, `must have at most ${MAX_COMBINATION_PROPERTIES} properties`);
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
  if (typeof value !== 'string') issue(path, 'must be a text, a number, true or false');
  // Longer ones are not kept, so nothing could be equal.
  return value.length <= MAX_PROPERTY_TEXT ? value : issue(path, `must be at most ${MAX_PROPERTY_TEXT} characters`);
}
