import { column } from '../key.ts';
import { invalid } from '../refuse.ts';
import type { Range } from '../relation.ts';
import type { KeyPart } from '../schema.ts';
import type { AttributeValue } from '../value.ts';
import type { Placeholders } from './placeholders.ts';
import { remembered, Tokens } from './tokens.ts';

/** `partition = :value`, alone or with `AND begins_with(sort, :value)` or `AND sort BETWEEN :value AND :value`. */
export function keyConditionOf(
  text: string,
  placeholders: Placeholders,
  keys: readonly KeyPart[],
): Range['conditions'] {
  const { partition, sort } = parse(text);
  const valueOf = (index: number, name: string, word: string): string => {
    const part = keys[index];
    const value = placeholders.value(word);
    if (part?.name !== placeholders.name(name)) throw invalid('Query condition missed key schema element');
    if (!(part.type in value)) throw mismatch();
    return index > 0 && isEmpty(value) ? '' : column(part, value, index);
  };
  const inPartition = ['k0 = ?', valueOf(0, partition.name, partition.value)] as const;
  if (!sort) return [inPartition];
  const from = valueOf(1, sort.name, sort.from);
  if (sort.to === undefined) {
    if (keys[1]?.type !== 'S') throw mismatch();
    const end = afterPrefix(from);
    return [inPartition, ['k1 >= ?', from], ...(end === undefined ? [] : [['k1 < ?', end] as const])];
  }
  const to = valueOf(1, sort.name, sort.to);
  if (Buffer.compare(Buffer.from(from), Buffer.from(to)) > 0) {
    const fault = 'The BETWEEN operator requires upper bound to be greater than or equal to lower bound';
    throw invalid(`Invalid KeyConditionExpression: ${fault}`);
  }
  return [inPartition, ['k1 >= ?', from], ['k1 <= ?', to]];
}

interface KeyCondition {
  readonly partition: { readonly name: string; readonly value: string };
  /** Without `to`, `from` is how it begins. */
  readonly sort?: { readonly name: string; readonly from: string; readonly to?: string };
}

const parse = remembered((text): KeyCondition => {
  const tokens = new Tokens('the key condition', text);
  const name = tokens.name();
  tokens.expect('=');
  const partition = { name, value: tokens.value() };
  if (tokens.ended()) return { partition };
  tokens.expect('AND');
  const sort = tokens.takes('begins_with') ? parsePrefix(tokens) : parseBetween(tokens);
  return tokens.ended() ? { partition, sort } : tokens.fail();
});

function parsePrefix(tokens: Tokens) {
  tokens.expect('(');
  const name = tokens.name();
  tokens.expect(',');
  const from = tokens.value();
  tokens.expect(')');
  return { name, from };
}

function parseBetween(tokens: Tokens) {
  const name = tokens.name();
  tokens.expect('BETWEEN');
  const from = tokens.value();
  tokens.expect('AND');
  return { name, from, to: tokens.value() };
}

/** The first text after all that begin so, by code points (= by bytes of UTF-8); `undefined` where there is none. */
function afterPrefix(prefix: string): string | undefined {
  const points = Array.from(prefix, (character) => character.codePointAt(0) ?? 0);
  while (points.at(-1) === 0x10ffff) points.pop();
  const last = points.pop();
  // What comes after U+D7FF are halves of pairs, which no text has.
  return last === undefined ? undefined : String.fromCodePoint(...points, last === 0xd7ff ? 0xe000 : last + 1);
}

function isEmpty(value: AttributeValue): boolean {
  return 'S' in value && value.S === '';
}

function mismatch(): Error {
  return invalid('One or more parameter values were invalid: Condition parameter type does not match schema type');
}
