import { isDeepStrictEqual } from 'node:util';
import { compareNumbers } from '../number.ts';
import type { AttributeValue, Item } from '../value.ts';
import type { Placeholders } from './placeholders.ts';
import { remembered, Tokens } from './tokens.ts';

/** Decides over what is stored, `undefined` where nothing is. */
export type Condition = (stored: Item | undefined) => boolean;

/** `attribute_not_exists(name)`, `name = :value`, `name <= :value`, and these joined by `OR`. */
export function conditionOf(text: string, placeholders: Placeholders): Condition {
  const tests = parse(text).map((test) => bind(test, placeholders));
  return (stored) => tests.some((test) => test(stored));
}

type Test =
  | { readonly kind: 'absent'; readonly name: string }
  | { readonly kind: '=' | '<='; readonly name: string; readonly value: string };

const parse = remembered((text): readonly Test[] => {
  const tokens = new Tokens('the condition', text);
  const tests: Test[] = [];
  do tests.push(parseTest(tokens));
  while (tokens.takes('OR'));
  return tokens.ended() ? tests : tokens.fail();
});

function parseTest(tokens: Tokens): Test {
  if (tokens.takes('attribute_not_exists')) {
    tokens.expect('(');
    const name = tokens.name();
    tokens.expect(')');
    return { kind: 'absent', name };
  }
  const name = tokens.name();
  const kind = tokens.takes('=') ? '=' : tokens.takes('<=') ? '<=' : tokens.fail();
  return { kind, name, value: tokens.value() };
}

function bind(test: Test, placeholders: Placeholders): Condition {
  const name = placeholders.name(test.name);
  if (test.kind === 'absent') return (stored) => stored?.[name] === undefined;
  const value = placeholders.value(test.value);
  const holds = test.kind === '=' ? isDeepStrictEqual : isAtMost;
  return (stored) => {
    const found = stored?.[name];
    return found !== undefined && holds(found, value);
  };
}

/** False between values of two types, and of types that have no order. */
function isAtMost(one: AttributeValue, other: AttributeValue): boolean {
  if ('N' in one && 'N' in other) return compareNumbers(one.N, other.N) <= 0;
  return 'S' in one && 'S' in other && Buffer.compare(Buffer.from(one.S), Buffer.from(other.S)) <= 0;
}
