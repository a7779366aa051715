import { addNumbers } from '../number.ts';
import { invalid } from '../refuse.ts';
import type { AttributeValue, Item } from '../value.ts';
import type { Placeholders } from './placeholders.ts';
import { remembered, Tokens } from './tokens.ts';

/** Makes the item anew out of what is stored (or out of its key). Throws ValidationException. */
export type Update = (item: Item) => Item;

/** `SET name = :value, ...`, `REMOVE name, ...` and `ADD name :value, ...`, each at most once. */
export function updateOf(text: string, placeholders: Placeholders, keys: readonly string[]): Update {
  const changes = parse(text).map(({ kind, name, value }) => ({
    kind,
    name: placeholders.name(name),
    value: value === undefined ? undefined : placeholders.value(value),
  }));
  for (const { kind, name, value } of changes) {
    if (keys.includes(name)) {
      const fault = `Cannot update attribute ${name}. This attribute is part of the key`;
      throw invalid(`One or more parameter values were invalid: ${fault}`);
    }
    if (kind === 'ADD' && value && !('N' in value) && !('NS' in value)) {
      throw invalid('Invalid UpdateExpression: Incorrect operand type for operator or function; operator: ADD');
    }
  }
  return (item) => {
    const next = new Map(Object.entries(item));
    for (const { kind, name, value } of changes) {
      if (value === undefined) next.delete(name);
      else next.set(name, kind === 'ADD' ? add(next.get(name), value) : value);
    }
    return Object.fromEntries(next);
  };
}

interface Change {
  readonly kind: 'SET' | 'REMOVE' | 'ADD';
  readonly name: string;
  readonly value?: string;
}

const parse = remembered((text): readonly Change[] => {
  const tokens = new Tokens('the update', text);
  const changes: Change[] = [];
  const readers: Readonly<Record<Change['kind'], () => Change>> = {
    SET: () => {
      const name = tokens.name();
      tokens.expect('=');
      return { kind: 'SET', name, value: tokens.value() };
    },
    REMOVE: () => ({ kind: 'REMOVE', name: tokens.name() }),
    ADD: () => ({ kind: 'ADD', name: tokens.name(), value: tokens.value() }),
  };
  for (const kind of ['SET', 'REMOVE', 'ADD'] as const) {
    if (tokens.takes(kind)) changes.push(...tokens.list(readers[kind]));
  }
  const names = new Set(changes.map(({ name }) => name));
  return tokens.ended() && changes.length > 0 && names.size === changes.length ? changes : tokens.fail();
});

function add(stored: AttributeValue | undefined, value: AttributeValue): AttributeValue {
  if (stored === undefined) return value;
  if ('N' in stored && 'N' in value) return { N: addNumbers(stored.N, value.N) };
  if ('NS' in stored && 'NS' in value) return { NS: [...new Set([...stored.NS, ...value.NS])] };
  throw invalid('An operand in the update expression has an incorrect data type');
}
