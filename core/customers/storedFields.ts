import type { StoredValue } from './storedItem.ts';

export const text = (value: string): StoredValue => ({ S: value });
export const number = (value: number): StoredValue => ({ N: String(value) });
export const map = (fields: Readonly<Record<string, StoredValue>>): StoredValue => ({ M: fields });

/** Sets a field to a map of encoded values; empty ones are absent. */
export function setMap<T>(
  item: Record<string, StoredValue>,
  name: string,
  values: Readonly<Record<string, T>>,
  encode: (value: T) => StoredValue,
): void {
  const entries = Object.entries(values);
  if (entries.length === 0) return;
  item[name] = map(Object.fromEntries(entries.map(([key, value]) => [key, encode(value)])));
}
