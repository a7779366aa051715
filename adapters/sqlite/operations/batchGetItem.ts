import type { JsonObject } from '../../dynamo/json.ts';
import { consumedByTable, readUnits } from '../capacity.ts';
import { keyOf } from '../key.ts';
import { invalid } from '../refuse.ts';
import { isItem, isObject, itemIn, listIn } from '../request.ts';
import type { Table } from '../table.ts';
import type { Tables } from '../tables.ts';
import type { Item } from '../value.ts';

const MAX_KEYS = 100;
/** What does not fit into an answer is left for the next. */
const MAX_BYTES = 16 * 1024 * 1024;

interface Found {
  readonly items: readonly Item[];
  readonly left: readonly Item[];
  readonly units: number;
}

export function batchGetItem(tables: Tables, input: JsonObject): JsonObject {
  const answers = Object.entries<unknown>(itemIn(input, 'RequestItems')).map(([name, request]) => {
    const { Keys, ...options } = isObject(request) ? request : {};
    const keys = listIn({ Keys }, 'Keys', MAX_KEYS).filter(isItem);
    return { name, options, ...find(tables(name), keys, options['ConsistentRead'] === true) };
  });
  const unprocessed = answers.filter(({ left }) => left.length > 0);
  return {
    Responses: Object.fromEntries(answers.map(({ name, items }) => [name, items])),
    UnprocessedKeys: Object.fromEntries(
      unprocessed.map(({ name, options, left }) => [name, { ...options, Keys: left }]),
    ),
    ...consumedByTable(input, new Map(answers.map(({ name, units }) => [name, units]))),
  };
}

function find(table: Table, keys: readonly Item[], consistent: boolean): Found {
  const places = keys.map((key) => keyOf(key, table.layout.keys));
  if (new Set(places.map((place) => place.join('\0'))).size < places.length) {
    throw invalid('Provided list of item keys contains duplicates');
  }
  const items: Item[] = [];
  let [units, bytes] = [0, 0];
  for (const [index, place] of places.entries()) {
    if (bytes >= MAX_BYTES) return { items, left: keys.slice(index), units };
    const stored = table.get(place);
    units += readUnits(stored?.row.size ?? 0, consistent);
    bytes += stored?.row.size ?? 0;
    if (stored) items.push(stored.item);
  }
  return { items, left: [], units };
}
