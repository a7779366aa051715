import { UnsupportedError } from '../unsupported.ts';

/** The words of an expression, read one after the other; whatever does not fit names the whole expression. */
export class Tokens {
  readonly #kind: string;
  readonly #text: string;
  readonly #words: readonly string[];
  #at = 0;

  /** `kind` = what it is called when it is refused: "the condition". */
  constructor(kind: string, text: string) {
    this.#kind = kind;
    this.#text = text;
    this.#words = text.match(/[#:]?\w+|<=|>=|<>|[^\s\w]/g) ?? [];
  }

  /** True where all of it is read. */
  ended(): boolean {
    return this.#at >= this.#words.length;
  }

  /** Takes the next word where it is this one. */
  takes(word: string): boolean {
    if (this.#words[this.#at] !== word) return false;
    this.#at += 1;
    return true;
  }

  expect(word: string): void {
    if (!this.takes(word)) this.fail();
  }

  /** The name of an attribute, plain or as a placeholder. */
  name(): string {
    return this.#next(/^#?\w+$/);
  }

  /** A placeholder of a value. */
  value(): string {
    return this.#next(/^:\w+$/);
  }

  /** What `read` reads, once or more, with commas between. */
  list<T>(read: () => T): T[] {
    const all = [read()];
    while (this.takes(',')) all.push(read());
    return all;
  }

  fail(): never {
    throw new UnsupportedError(this.#kind, this.#text);
  }

  #next(pattern: RegExp): string {
    const word = this.#words[this.#at];
    if (word === undefined || !pattern.test(word)) return this.fail();
    this.#at += 1;
    return word;
  }
}

/** Expressions are few and come again and again: each is read once. */
export function remembered<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text) ?? read(text);
    known.set(text, found);
    return found;
  };
}
