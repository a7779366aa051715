import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import type { RowKey } from './key.ts';
import { columnsOf, type Layout } from './schema.ts';

/** An item as it is stored: its JSON text, and its bytes as DynamoDB counts them. */
export interface Row {
  readonly size: number;
  readonly text: string;
}

/** Where to look for rows: each condition with what its question marks stand for, in the order of the key. */
export interface Range {
  readonly conditions: readonly (readonly [sql: string, ...values: string[]])[];
  readonly newestFirst: boolean;
}

/** One table of the file: the items of a table, or the entries of an index. */
export class Relation<L extends Layout = Layout> {
  readonly layout: L;
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  readonly #columns: readonly string[];
  readonly #sql: { readonly get: string; readonly put: string; readonly remove: string };

  constructor(database: DatabaseSync, layout: L) {
    this.#database = database;
    this.layout = layout;
    this.#columns = columnsOf(layout);
    const where = this.#columns.map((column) => `${column} = ?`).join(' AND ');
    const contents = ['size', 'item', ...(layout.ttl === undefined ? [] : ['ttl'])];
    const fields = [...this.#columns, ...contents];
    this.#sql = {
      get: `SELECT size, item FROM ${layout.name} WHERE ${where}`,
      put:
        `INSERT INTO ${layout.name} (${fields.join(', ')}) VALUES (${fields.map(() => '?').join(', ')}) ` +
        `ON CONFLICT DO UPDATE SET ${contents.map((name) => `${name} = excluded.${name}`).join(', ')}`,
      remove: `DELETE FROM ${layout.name} WHERE ${where}`,
    };
  }

  get(key: RowKey): Row | undefined {
    return toRow(this.#prepared(this.#sql.get).get(...key));
  }

  /** `ttl` = epoch s; only where the layout has one. */
  put(key: RowKey, { size, text }: Row, ttl: number | undefined): void {
    const expiry = this.layout.ttl === undefined ? [] : [ttl ?? null];
    this.#prepared(this.#sql.put).run(...key, size, text, ...expiry);
  }

  remove(key: RowKey): void {
    this.#prepared(this.#sql.remove).run(...key);
  }

  /** At most `limit` rows of a range, in the order of the key. */
  read({ conditions, newestFirst }: Range, limit: number): Row[] {
    const where = conditions.length > 0 ? ` WHERE ${conditions.map(([sql]) => sql).join(' AND ')}` : '';
    const order = this.#columns.map((column) => (newestFirst ? `${column} DESC` : column)).join(', ');
    const sql = `SELECT size, item FROM ${this.layout.name}${where} ORDER BY ${order} LIMIT ?`;
    const values: SQLInputValue[] = conditions.flatMap(([, ...given]) => given);
    return this.#prepared(sql)
      .all(...values, limit)
      .flatMap((row) => toRow(row) ?? []);
  }

  /** Items that may have gone by an instant (epoch s), at most `limit` of them. */
  expired(before: number, limit: number): Row[] {
    const sql = `SELECT size, item FROM ${this.layout.name} WHERE ttl IS NOT NULL AND ttl <= ? LIMIT ?`;
    return this.#prepared(sql)
      .all(before, limit)
      .flatMap((row) => toRow(row) ?? []);
  }

  #prepared(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.#database.prepare(sql);
      // An array per row: an object costs twice as much, and says nothing more.
      statement.setReturnArrays(true);
      this.#statements.set(sql, statement);
    }
    return statement;
  }
}

function toRow(row: unknown): Row | undefined {
  if (!Array.isArray(row)) return undefined;
  const fields: readonly unknown[] = row;
  const [size, text] = fields;
  return typeof size === 'number' && typeof text === 'string' ? { size, text } : undefined;
}
