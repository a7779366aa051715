import type { JsonObject } from '../../dynamo/json.ts';
import { isItem, isTexts } from '../request.ts';
import { invalid } from '../refuse.ts';
import { normalise, type AttributeValue, type Item } from '../value.ts';

const NONE = {};

/** What the placeholders of one request's expressions stand for. As in DynamoDB, none may be missing or left over. */
export class Placeholders {
  readonly #names: Readonly<Record<string, string>>;
  readonly #values: Item;
  readonly #used = new Set<string>();

  constructor({ ExpressionAttributeNames: names, ExpressionAttributeValues: values }: JsonObject) {
    this.#names = isTexts(names) ? names : NONE;
    this.#values = isItem(values) ? values : NONE;
  }

  name(word: string): string {
    if (!word.startsWith('#')) return word;
    const name = this.#names[word];
    this.#used.add(word);
    if (name !== undefined) return name;
    throw invalid(`An expression attribute name used in the document path is not defined; attribute name: ${word}`);
  }

  value(word: string): AttributeValue {
    const value = this.#values[word];
    this.#used.add(word);
    if (value !== undefined) return normalise(value);
    throw invalid(`An expression attribute value used in expression is not defined; attribute value: ${word}`);
  }

  /** Call when all expressions are read. */
  allUsed(): void {
    for (const [kind, given] of [
      ['Names', this.#names],
      ['Values', this.#values],
    ] as const) {
      for (const word in given) {
        if (this.#used.has(word)) continue;
        throw invalid(`Value provided in ExpressionAttribute${kind} unused in expressions: keys: {${word}}`);
      }
    }
  }
}
