import { fold } from '../shared/fold.ts';
import type { CombinationHistory } from './customer.ts';
import { parseDays } from './dayBuckets.ts';

/** A value of a property that occurrences can be told apart by. */
export type Property = string | number | boolean;

/**
 * Pairs of day and combination that are kept of one event: enough for a year of purchases, and an item has to end
 * somewhere.
 */
export const MAX_COMBINATIONS = 200;

/** Characters that the combinations of these pairs may have together. */
export const MAX_COMBINATIONS_TEXT = 8_000;

export const MAX_COMBINATION_PROPERTIES = 8;
export const MAX_PROPERTY_TEXT = 64;

/**
 * The properties of an occurrence as one text, the same for all that say the same: the first eight by name that are a
 * text of at most 64 characters (folded), a finite number or a boolean, as `name=type+value` joined by `&`. Undefined
 * where there is none. Quotes, backslashes and control characters are percent-encoded: it becomes the key of a map.
 */
export function combinationOf(properties: Readonly<Record<string, unknown>>): string | undefined {
  const parts = Object.entries(properties)
    .flatMap(([name, value]) => {
      const said = valueText(value);
      return said === undefined ? [] : [{ name, said }];
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .slice(0, MAX_COMBINATION_PROPERTIES)
    .map(({ name, said }) => `${escaped(name)}=${said}`);
  return parts.length === 0 ? undefined : parts.join('&');
}

function valueText(value: unknown): string | undefined {
  if (typeof value === 'boolean') return value ? 'b1' : 'b0';
  if (typeof value === 'number') return Number.isFinite(value) ? `n${String(value)}` : undefined;
  return typeof value === 'string' && value.length <= MAX_PROPERTY_TEXT ? `s${escaped(fold(value))}` : undefined;
}

function escaped(text: string): string {
  return text.replace(/[%&="\\\p{Cc}]/gu, (letter) => encodeURIComponent(letter));
}

/** The inverse of `combinationOf`, texts folded. */
export function propertiesOf(combination: string): ReadonlyMap<string, Property> {
  const properties = new Map<string, Property>();
  for (const part of combination.split('&')) {
    const [name = '', said = ''] = part.split('=');
    const value = said.slice(1);
    if (said.startsWith('n')) properties.set(decodeURIComponent(name), Number(value));
    else properties.set(decodeURIComponent(name), said.startsWith('b') ? value === '1' : decodeURIComponent(value));
  }
  return properties;
}

interface Pair {
  readonly day: number;
  readonly combination: string;
  readonly count: number;
}

/**
 * Counts occurrences of some combinations on a day. Kept are the newest pairs, by day and then by combination, as many
 * as fit. The newest that was ever dropped is remembered and nothing older is taken again, so any order gives the same.
 */
export function addCombinations(
  { combinations, combinationsFrom, combinationsCut }: CombinationHistory,
  day: number,
  added: readonly string[],
): CombinationHistory {
  const floor =
    combinationsFrom === undefined ? [] : [{ day: combinationsFrom - 1, combination: combinationsCut ?? '', count: 0 }];
  const pairs = pairsOf(combinations);
  for (const combination of added) {
    const known = pairs.findIndex((pair) => pair.day === day && pair.combination === combination);
    const count = (pairs[known]?.count ?? 0) + 1;
    if (known === -1) pairs.push({ day, combination, count });
    else pairs[known] = { day, combination, count };
  }
  pairs.sort(newerFirst);
  const fitting = fittingOf(pairs);
  const [cut] = [...pairs.slice(fitting, fitting + 1), ...floor].sort(newerFirst);
  const kept = cut ? pairs.filter((pair) => newerFirst(pair, cut) < 0) : pairs;
  return {
    ...(kept.length > 0 && { combinations: bucketsOf(kept) }),
    ...(cut && { combinationsFrom: cut.day + 1, combinationsCut: cut.combination }),
  };
}

function newerFirst(a: Pair, b: Pair): number {
  if (a.day !== b.day) return b.day - a.day;
  return a.combination < b.combination ? -1 : a.combination > b.combination ? 1 : 0;
}

/** The first day (a day number) behind all combinations: what a history is complete from once they are dropped. */
export function dayBehind({ combinations, combinationsFrom = -Infinity }: CombinationHistory): number {
  return Math.max(combinationsFrom, ...pairsOf(combinations).map(({ day }) => day + 1));
}

function pairsOf(combinations: CombinationHistory['combinations'] = {}): Pair[] {
  return Object.entries(combinations).flatMap(([combination, days]) =>
    parseDays(days).map(({ day, count }) => ({ day, combination, count })),
  );
}

function fittingOf(pairs: readonly Pair[]): number {
  let text = 0;
  for (const [index, { combination }] of pairs.entries()) {
    text += combination.length;
    if (index === MAX_COMBINATIONS || text > MAX_COMBINATIONS_TEXT) return index;
  }
  return pairs.length;
}

/** As day buckets, which ascend. */
function bucketsOf(newestFirst: readonly Pair[]): Record<string, string> {
  const combinations = new Map<string, string>();
  for (const { day, combination, count } of newestFirst) {
    const later = combinations.get(combination);
    combinations.set(combination, later === undefined ? `${day},${count}` : `${day},${count};${later}`);
  }
  return Object.fromEntries(combinations);
}
