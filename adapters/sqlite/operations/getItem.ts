import type { JsonObject } from '../../dynamo/json.ts';
import { consumed, readUnits } from '../capacity.ts';
import { keyOf } from '../key.ts';
import { itemIn, textIn } from '../request.ts';
import type { Tables } from '../tables.ts';

export function getItem(tables: Tables, input: JsonObject): JsonObject {
  const name = textIn(input, 'TableName');
  const table = tables(name);
  const stored = table.get(keyOf(itemIn(input, 'Key'), table.layout.keys));
  const units = readUnits(stored?.row.size ?? 0, input['ConsistentRead'] === true);
  return { ...(stored && { Item: stored.item }), ...consumed(input, name, units) };
}
