import { UnsupportedError } from './unsupported.ts';
import { refuse } from './refuse.ts';
import { normaliseNumber, significantDigits } from './number.ts';

/** The attribute values that Peyk stores, as DynamoDB's JSON has them. */
export type AttributeValue =
  | { readonly S: string }
  | { readonly N: string }
  | { readonly BOOL: boolean }
  | { readonly NS: readonly string[] }
  | { readonly L: readonly AttributeValue[] }
  | { readonly M: Item };

export type Item = Readonly<Record<string, AttributeValue>>;

/** Numbers in their one spelling ("1.0" is "1"), sets without doubles; the same object where nothing changes. */
export function normalise(value: AttributeValue): AttributeValue {
  if ('S' in value || 'BOOL' in value) return value;
  if ('N' in value) {
    const number = normaliseNumber(value.N);
    return number === value.N ? value : { N: number };
  }
  if ('M' in value) {
    const map = normaliseItem(value.M);
    return map === value.M ? value : { M: map };
  }
  if ('L' in value) {
    const list = value.L.map(normalise);
    return list.every((entry, index) => entry === value.L[index]) ? value : { L: list };
  }
  if ('NS' in value) return { NS: normaliseSet(value.NS) };
  throw new UnsupportedError('the attribute type', Object.keys(value).join());
}

export function normaliseItem(item: Item): Item {
  let changed: Record<string, AttributeValue> | undefined;
  for (const name in item) {
    const value = item[name];
    if (value === undefined) continue; // as JSON.stringify leaves it out
    const normal = normalise(value);
    if (normal !== value) (changed ??= { ...item })[name] = normal;
  }
  return changed ?? item;
}

function normaliseSet(numbers: readonly string[]): readonly string[] {
  if (numbers.length === 0) {
    throw refuse('ValidationException', 'One or more parameter values were invalid: An number set may not be empty');
  }
  const normal = numbers.map(normaliseNumber);
  if (new Set(normal).size < normal.length) {
    throw refuse('ValidationException', 'Input collection contains duplicates');
  }
  return normal;
}

/** Bytes as DynamoDB counts them for its limits and its bill. Numbers must be normalised. */
export function sizeOfItem(item: Item): number {
  let size = 0;
  for (const name in item) {
    const value = item[name];
    if (value !== undefined) size += Buffer.byteLength(name) + sizeOf(value);
  }
  return size;
}

function sizeOf(value: AttributeValue): number {
  if ('S' in value) return Buffer.byteLength(value.S);
  if ('N' in value) return sizeOfNumber(value.N);
  if ('BOOL' in value) return 1;
  if ('NS' in value) return value.NS.reduce((sum, number) => sum + sizeOfNumber(number), 0);
  if ('L' in value) return value.L.reduce((sum, entry) => sum + 1 + sizeOf(entry), 3);
  return 3 + Object.keys(value.M).length + sizeOfItem(value.M);
}

function sizeOfNumber(number: string): number {
  const digits = significantDigits(number);
  return digits === 0 ? 1 : Math.ceil(digits / 2) + (number.startsWith('-') ? 2 : 1);
}
