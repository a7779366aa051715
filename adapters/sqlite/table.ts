import type { DatabaseSync } from 'node:sqlite';
import { indexEntry, type IndexEntry } from './indexEntry.ts';
import { itemOf } from './item.ts';
import type { RowKey } from './key.ts';
import { Relation, type Row } from './relation.ts';
import type { IndexLayout, TableLayout } from './schema.ts';
import type { Item } from './value.ts';

const UNIT_BYTES = 1024;

/** What is stored under a key; its text is read only where somebody wants to know more than its size. */
export class Stored {
  readonly row: Row;
  #item: Item | undefined;
  constructor(row: Row) {
    this.row = row;
  }
  get item(): Item {
    return (this.#item ??= itemOf(this.row));
  }
}

/** An item that is to be stored, with what each index of its table will hold of it. */
export interface NewRow extends Row {
  readonly item: Item;
  readonly entries: readonly (IndexEntry | undefined)[];
}

/** What a write costs: of the item itself, which a transaction pays twice, and of the indexes. */
export interface WriteUnits {
  readonly item: number;
  readonly indexes: number;
}

/** The items of one table with their indexes, always in step. */
export class Table {
  readonly layout: TableLayout;
  readonly items: Relation<TableLayout>;
  readonly #indexes: readonly Relation<IndexLayout>[];

  constructor(database: DatabaseSync, layout: TableLayout) {
    this.layout = layout;
    this.items = new Relation(database, layout);
    this.#indexes = layout.indexes.map((index) => new Relation(database, index));
  }

  index(name: string): Relation<IndexLayout> | undefined {
    return this.#indexes.find(({ layout }) => layout.index === name);
  }

  get(key: RowKey): Stored | undefined {
    const row = this.items.get(key);
    return row && new Stored(row);
  }

  put(key: RowKey, next: NewRow, before: Stored | undefined): WriteUnits {
    this.items.put(key, next, this.#expiry(next.item));
    const item = units(Math.max(next.size, before?.row.size ?? 0));
    return { item, indexes: this.#follow(before, next.entries) };
  }

  remove(key: RowKey, before: Stored | undefined): WriteUnits {
    if (before) this.items.remove(key);
    return { item: units(before?.row.size ?? 0), indexes: this.#follow(before, []) };
  }

  /** Makes the indexes follow a change of one item. */
  #follow(before: Stored | undefined, entries: NewRow['entries']): number {
    let used = 0;
    for (const [index, relation] of this.#indexes.entries()) {
      const old = before && indexEntry(before.item, relation.layout);
      const entry = entries[index];
      if (old?.text === entry?.text) continue;
      const moved = old && (!entry || !isSameKey(old, entry));
      if (moved) {
        relation.remove(old.key);
        used += units(old.size);
      }
      if (!entry) continue;
      relation.put(entry.key, entry, undefined);
      used += units(moved ? entry.size : Math.max(entry.size, old?.size ?? 0));
    }
    return used;
  }

  /** Epoch s. */
  #expiry(item: Item): number | undefined {
    const value = this.layout.ttl === undefined ? undefined : item[this.layout.ttl];
    const seconds = value && 'N' in value ? Number(value.N) : NaN;
    return Number.isSafeInteger(seconds) ? seconds : undefined;
  }
}

/** Write units of so many bytes. */
export function units(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / UNIT_BYTES));
}

function isSameKey(one: IndexEntry, other: IndexEntry): boolean {
  return one.key.every((part, index) => part === other.key[index]);
}
