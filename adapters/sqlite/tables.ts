import type { DatabaseSync } from 'node:sqlite';
import type { TableNames } from '../dynamo/createTables.ts';
import { refuse } from './refuse.ts';
import { layoutOf, TABLE_IDS } from './schema.ts';
import { Table } from './table.ts';

/** Finds a table by its real name. Throws ResourceNotFoundException. */
export type Tables = (name: string) => Table;

export function openTables(database: DatabaseSync, names: TableNames): Tables {
  const tables = new Map(TABLE_IDS.map((id) => [names[id], new Table(database, layoutOf(id))]));
  return (name) => {
    const table = tables.get(name);
    if (table) return table;
    throw refuse('ResourceNotFoundException', 'Requested resource not found');
  };
}
