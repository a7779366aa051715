import { nameProblem } from '../../customers/names.ts';
import { issue } from './issue.ts';

/** The own fields of a JSON object. */
export type Fields = ReadonlyMap<string, unknown>;

export function fieldsOf(input: unknown, path: string): Fields {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) issue(path, 'must be an object');
  return new Map<string, unknown>(Object.entries(input).filter(([, value]) => value !== undefined));
}

export function onlyFields(fields: Fields, path: string, allowed: readonly string[]): void {
  for (const name of fields.keys()) {
    if (!allowed.includes(name)) issue(`${path}.${name}`, 'is not known here');
  }
}

/** The one operator of a clause. */
export function onlyOperator<T extends string>(fields: Fields, path: string, operators: readonly T[]): T {
  const [operator, other] = operators.filter((each) => fields.has(each));
  if (!operator) issue(path, `must have one of ${operators.join(', ')}`);
  if (other) issue(`${path}.${other}`, `cannot stand beside ${operator}; put both into all`);
  return operator;
}

export function nameAt(value: unknown, path: string): string {
  if (typeof value !== 'string') issue(path, 'must be a name');
  const problem = nameProblem(value);
  return problem ? issue(path, problem) : value;
}

export function numberAt(value: unknown, path: string, hint = ''): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) issue(path, `must be a number${hint}`);
  return value;
}

const MAX_OPERAND = 1024;
const MAX_OPERANDS = 1000;

export function textAt(value: unknown, path: string): string {
  if (typeof value !== 'string') issue(path, 'must be a text');
  if (value.length > MAX_OPERAND) issue(path, `must be at most ${MAX_OPERAND} characters`);
  return value;
}

/** One of the known texts. */
export function oneOf<T extends string>(known: readonly T[], value: unknown, path: string): T {
  return known.find((each) => each === value) ?? issue(path, `must be one of ${known.join(', ')}`);
}

export function listAt<T>(value: unknown, path: string, parse: (entry: unknown, path: string) => T): readonly T[] {
  if (!Array.isArray(value) || value.length === 0) issue(path, 'must be a list with at least one entry');
  if (value.length > MAX_OPERANDS) issue(path, `must have at most ${MAX_OPERANDS} entries`);
  return value.map((entry: unknown, index) => parse(entry, `${path}[${index}]`));
}

export function pairAt(value: unknown, path: string): readonly [unknown, unknown] {
  if (!Array.isArray(value) || value.length !== 2) issue(path, 'must be a list of two, the lower first');
  return [value[0], value[1]];
}

export function numbersAt(value: unknown, path: string): readonly [number, number] {
  const [low, high] = pairAt(value, path);
  const pair = [numberAt(low, `${path}[0]`), numberAt(high, `${path}[1]`)] as const;
  return pair[0] <= pair[1] ? pair : issue(path, 'must have the lower first');
}
