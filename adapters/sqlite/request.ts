import type { JsonObject } from '../dynamo/json.ts';
import { invalid } from './refuse.ts';
import type { Item } from './value.ts';

// Requests are made by the stores, so only their outer shape is looked at; values are checked where they are used.

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isItem(value: unknown): value is Item {
  return isObject(value);
}

export function isTexts(value: unknown): value is Readonly<Record<string, string>> {
  return isObject(value);
}

export function itemIn(input: JsonObject, name: string): Item {
  const value = input[name];
  if (isItem(value)) return value;
  throw invalid(`Value at '${name}' failed to satisfy constraint: Member must not be null`);
}

export function textIn(input: JsonObject, name: string): string {
  const value = input[name];
  if (typeof value === 'string') return value;
  throw invalid(`Value at '${name}' failed to satisfy constraint: Member must not be null`);
}

/** The objects of a list of `fewest` to `most`. */
export function listIn(input: JsonObject, name: string, most: number): readonly JsonObject[] {
  const value = input[name];
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  const bound =
    list.length > most ? `less than or equal to ${most}` : list.length === 0 ? 'greater than or equal to 1' : undefined;
  if (bound === undefined) return list.filter(isObject);
  throw invalid(`Value at '${name}' failed to satisfy constraint: Member must have length ${bound}`);
}
