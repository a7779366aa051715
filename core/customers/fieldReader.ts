import type { AttributeValue } from './customer.ts';
import type { StoredValue } from './storedItem.ts';
import { StoredItemError } from './storedItemError.ts';

type Fields = Readonly<Record<string, StoredValue>>;

/** Reads one map of a stored customer, naming the customer and the path of what is missing or of another type. */
export class FieldReader {
  readonly #id: string;
  readonly #path: string;
  readonly #fields: Fields;

  constructor(id: string, path: string, fields: Fields) {
    this.#id = id;
    this.#path = path;
    this.#fields = fields;
  }

  text(name: string): string {
    const value = this.#fields[name];
    return value && 'S' in value ? value.S : this.#fail(name);
  }

  optionalText(name: string): string | undefined {
    return this.#fields[name] === undefined ? undefined : this.text(name);
  }

  number(name: string): number {
    const value = this.#fields[name];
    if (!value || !('N' in value)) return this.#fail(name);
    const number = Number(value.N);
    return Number.isFinite(number) ? number : this.#fail(name);
  }

  boolean(name: string): boolean {
    const value = this.#fields[name];
    return value && 'BOOL' in value ? value.BOOL : this.#fail(name);
  }

  /** A map's reader; an absent map reads as empty. */
  map(name: string): FieldReader {
    const value = this.#fields[name] ?? { M: {} };
    return 'M' in value ? new FieldReader(this.#id, `${this.#path}${name}.`, value.M) : this.#fail(name);
  }

  has(name: string): boolean {
    return this.#fields[name] !== undefined;
  }

  /** Every field of this map, read by `read`. Own keys only, whatever they are called. */
  entries<T>(read: (reader: FieldReader, name: string) => T): Record<string, T> {
    return Object.fromEntries(Object.keys(this.#fields).map((name) => [name, read(this, name)]));
  }

  attribute(name: string): AttributeValue {
    const value = this.#fields[name];
    if (!value) return this.#fail(name);
    if ('S' in value) return value.S;
    if ('N' in value) return this.number(name);
    if ('BOOL' in value) return value.BOOL;
    if ('L' in value) return value.L.map((entry) => ('S' in entry ? entry.S : this.#fail(name)));
    return this.#fail(name);
  }

  #fail(name: string): never {
    throw new StoredItemError(this.#id, this.#path + name);
  }
}
