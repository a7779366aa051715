import { CLAUSE_KEYS, CLAUSES } from '../clauses/table.ts';
import { issue } from '../parsing/issue.ts';
import { fieldsOf, onlyFields, type Fields } from '../parsing/fields.ts';
import { MAX_CLAUSES, MAX_DEPTH } from './limits.ts';
import type { Rule } from './rule.ts';

const KEYS = ['all', 'any', 'not', ...CLAUSE_KEYS] as const;

/**
 * Reads a rule from JSON. Throws ValidationError with the path of the first issue ("rule.all[1].gte"): unknown and
 * missing fields, operands of the wrong kind, more than 8 levels or 100 clauses.
 */
export function parseRule(input: unknown, path = 'rule'): Rule {
  return parseNode(input, path, 1, { clauses: 0 });
}

function parseNode(input: unknown, path: string, depth: number, seen: { clauses: number }): Rule {
  if (depth > MAX_DEPTH) issue(path, `must be at most ${MAX_DEPTH} levels deep`);
  const fields = fieldsOf(input, path);
  const key = keyOf(fields, path);
  switch (key) {
    case 'all':
      return { all: parseGroup(fields, key, path, depth, seen) };
    case 'any':
      return { any: parseGroup(fields, key, path, depth, seen) };
    case 'not':
      onlyFields(fields, path, [key]);
      return { not: parseNode(fields.get(key), `${path}.not`, depth + 1, seen) };
    default:
      count(path, seen);
      return CLAUSES[key].parse(fields, path);
  }
}

function count(path: string, seen: { clauses: number }): void {
  seen.clauses++;
  if (seen.clauses > MAX_CLAUSES) issue(path, `is more than the ${MAX_CLAUSES} clauses a rule may have`);
}

function keyOf(fields: Fields, path: string): (typeof KEYS)[number] {
  const [key, other] = KEYS.filter((each) => fields.has(each));
  const [unknown] = fields.keys();
  if (!key && unknown !== undefined)
    issue(`${path}.${unknown}`, `is not known here; a rule has one of ${KEYS.join(', ')}`);
  if (!key) issue(path, `must have one of ${KEYS.join(', ')}`);
  if (other) issue(`${path}.${other}`, `cannot stand beside ${key}; put both into all or any`);
  return key;
}

function parseGroup(
  fields: Fields,
  key: 'all' | 'any',
  path: string,
  depth: number,
  seen: { clauses: number },
): readonly Rule[] {
  onlyFields(fields, path, [key]);
  const list = fields.get(key);
  if (!Array.isArray(list)) issue(`${path}.${key}`, 'must be a list of rules');
  // An empty `any` holds for nobody, which nobody means; an empty `all` is how to say everybody.
  if (list.length === 0 && key === 'any') issue(`${path}.any`, 'must have at least one rule');
  if (list.length === 0) count(path, seen);
  return list.map((rule: unknown, index) => parseNode(rule, `${path}.${key}[${index}]`, depth + 1, seen));
}
