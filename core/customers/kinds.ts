import { fold } from '../shared/fold.ts';
import type { KindHistory } from './customer.ts';
import { parseDays } from './dayBuckets.ts';

/** A value of a property that occurrences can be told apart by. */
export type Property = string | number | boolean;

/** Pairs of day and kind that are kept of one event: enough for a year of purchases, and an item has to end somewhere. */
export const MAX_KINDS = 200;

/** Characters that the kinds of these pairs may have together. */
export const MAX_KINDS_TEXT = 8_000;

export const MAX_KIND_PROPERTIES = 8;
export const MAX_KIND_TEXT = 64;

/**
 * The properties of an occurrence as one text, the same for all that say the same: the first eight by name that are a
 * text of at most 64 characters (folded), a finite number or a boolean, as `name=type+value` joined by `&`. Undefined
 * where there is none. Quotes, backslashes and control characters are percent-encoded: it becomes the key of a map.
 */
export function kindOf(properties: Readonly<Record<string, unknown>>): string | undefined {
  const parts = Object.entries(properties)
    .flatMap(([name, value]) => {
      const said = valueText(value);
      return said === undefined ? [] : [{ name, said }];
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .slice(0, MAX_KIND_PROPERTIES)
    .map(({ name, said }) => `${escaped(name)}=${said}`);
  return parts.length === 0 ? undefined : parts.join('&');
}

function valueText(value: unknown): string | undefined {
  if (typeof value === 'boolean') return value ? 'b1' : 'b0';
  if (typeof value === 'number') return Number.isFinite(value) ? `n${String(value)}` : undefined;
  return typeof value === 'string' && value.length <= MAX_KIND_TEXT ? `s${escaped(fold(value))}` : undefined;
}

function escaped(text: string): string {
  return text.replace(/[%&="\\\p{Cc}]/gu, (letter) => encodeURIComponent(letter));
}

/** The inverse of `kindOf`, texts folded. */
export function propertiesOf(kind: string): ReadonlyMap<string, Property> {
  const properties = new Map<string, Property>();
  for (const part of kind.split('&')) {
    const [name = '', said = ''] = part.split('=');
    const value = said.slice(1);
    if (said.startsWith('n')) properties.set(decodeURIComponent(name), Number(value));
    else properties.set(decodeURIComponent(name), said.startsWith('b') ? value === '1' : decodeURIComponent(value));
  }
  return properties;
}

interface Pair {
  readonly day: number;
  readonly kind: string;
  readonly count: number;
}

/**
 * Counts occurrences of some kinds on a day. Kept are the newest pairs, by day and then by kind, as many as fit. The
 * newest that was ever dropped is remembered and nothing older is taken again, so any order gives the same.
 */
export function addKinds(
  { kinds, kindsFrom, kindsCut }: KindHistory,
  day: number,
  added: readonly string[],
): KindHistory {
  const floor = kindsFrom === undefined ? [] : [{ day: kindsFrom - 1, kind: kindsCut ?? '', count: 0 }];
  const pairs = pairsOf(kinds);
  for (const kind of added) {
    const known = pairs.findIndex((pair) => pair.day === day && pair.kind === kind);
    const count = (pairs[known]?.count ?? 0) + 1;
    if (known === -1) pairs.push({ day, kind, count });
    else pairs[known] = { day, kind, count };
  }
  pairs.sort(newerFirst);
  const fitting = fittingOf(pairs);
  const [cut] = [...pairs.slice(fitting, fitting + 1), ...floor].sort(newerFirst);
  const kept = cut ? pairs.filter((pair) => newerFirst(pair, cut) < 0) : pairs;
  return {
    ...(kept.length > 0 && { kinds: bucketsOf(kept) }),
    ...(cut && { kindsFrom: cut.day + 1, kindsCut: cut.kind }),
  };
}

function newerFirst(a: Pair, b: Pair): number {
  if (a.day !== b.day) return b.day - a.day;
  return a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : 0;
}

/** The first day (a day number) behind all kinds: what a history is complete from once they are dropped. */
export function dayBehind({ kinds, kindsFrom = -Infinity }: KindHistory): number {
  return Math.max(kindsFrom, ...pairsOf(kinds).map(({ day }) => day + 1));
}

function pairsOf(kinds: KindHistory['kinds'] = {}): Pair[] {
  return Object.entries(kinds).flatMap(([kind, days]) =>
    parseDays(days).map(({ day, count }) => ({ day, kind, count })),
  );
}

function fittingOf(pairs: readonly Pair[]): number {
  let text = 0;
  for (const [index, { kind }] of pairs.entries()) {
    text += kind.length;
    if (index === MAX_KINDS || text > MAX_KINDS_TEXT) return index;
  }
  return pairs.length;
}

/** As day buckets, which ascend. */
function bucketsOf(newestFirst: readonly Pair[]): Record<string, string> {
  const kinds = new Map<string, string>();
  for (const { day, kind, count } of newestFirst) {
    const later = kinds.get(kind);
    kinds.set(kind, later === undefined ? `${day},${count}` : `${day},${count};${later}`);
  }
  return Object.fromEntries(kinds);
}
