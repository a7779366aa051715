import { invalid } from '../refuse.ts';
import type { AttributeValue, Item } from '../value.ts';
import type { Placeholders } from './placeholders.ts';
import { remembered, Tokens } from './tokens.ts';

/** Leaves of an item only what was asked for. */
export type Projection = (item: Item) => Item;

/** Names of attributes, and of entries of maps (`name.entry`), with commas between. */
export function projectionOf(text: string, placeholders: Placeholders): Projection {
  const wanted = new Map<string, Set<string> | 'whole'>();
  for (const { name: word, entry } of parse(text)) {
    const name = placeholders.name(word);
    const known = wanted.get(name);
    if (known === 'whole' || (known && entry === undefined)) {
      throw invalid('Invalid ProjectionExpression: Two document paths overlap with each other');
    }
    if (entry === undefined) wanted.set(name, 'whole');
    else wanted.set(name, (known ?? new Set()).add(placeholders.name(entry)));
  }
  return (item) => {
    const kept: [string, AttributeValue][] = [];
    for (const [name, entries] of wanted) {
      const value = item[name];
      if (value === undefined) continue;
      const part = entries === 'whole' ? value : entriesOf(value, entries);
      if (part) kept.push([name, part]);
    }
    return Object.fromEntries(kept);
  };
}

const parse = remembered((text) => {
  const tokens = new Tokens('the projection', text);
  const paths = tokens.list(() => {
    const name = tokens.name();
    return { name, entry: tokens.takes('.') ? tokens.name() : undefined };
  });
  return tokens.ended() ? paths : tokens.fail();
});

function entriesOf(value: AttributeValue, entries: ReadonlySet<string>): AttributeValue | undefined {
  if (!('M' in value)) return undefined;
  const map = value.M;
  const kept = [...entries].flatMap((name) => {
    const entry = Object.hasOwn(map, name) ? map[name] : undefined;
    return entry === undefined ? [] : [[name, entry] as const];
  });
  return kept.length === 0 ? undefined : { M: Object.fromEntries(kept) };
}
