import type { JsonObject } from '../dynamo/json.ts';

const READ_UNIT_BYTES = 4096;

/** Read units of `bytes` that were read at once; half of them where an old answer will do. */
export function readUnits(bytes: number, consistent: boolean): number {
  return Math.max(1, Math.ceil(bytes / READ_UNIT_BYTES)) * (consistent ? 1 : 0.5);
}

/** The part of an answer that says what it consumed in one table, where the request asks. */
export function consumed(input: JsonObject, TableName: string, CapacityUnits: number): JsonObject {
  return input['ReturnConsumedCapacity'] === 'TOTAL' ? { ConsumedCapacity: { TableName, CapacityUnits } } : {};
}

/** The same for an answer about several tables. `kind` tells a transaction's writes from its reads. */
export function consumedByTable(
  input: JsonObject,
  units: ReadonlyMap<string, number>,
  kind?: 'ReadCapacityUnits' | 'WriteCapacityUnits',
): JsonObject {
  if (input['ReturnConsumedCapacity'] !== 'TOTAL') return {};
  const entries = [...units].map(([TableName, CapacityUnits]) => ({
    TableName,
    CapacityUnits,
    ...(kind && { [kind]: CapacityUnits }),
  }));
  return { ConsumedCapacity: entries };
}

/** Adds to what a table used. */
export function addUnits(units: Map<string, number>, table: string, more: number): void {
  units.set(table, (units.get(table) ?? 0) + more);
}
