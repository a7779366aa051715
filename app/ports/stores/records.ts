import type { StoredValue } from '../../../core/customers/storedItem.ts';

/** An item as DynamoDB's JSON has it: what reads return and writes take. */
export type StoredItem = Readonly<Record<string, StoredValue>>;

/** A record with the number of times it was written. Name it in the next update. */
export type Versioned<T> = T & { readonly version: number };

/** Part of a list; `next` asks for the rest, absent at the end. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next?: string;
}

export interface PageRequest {
  readonly limit: number;
  /** `next` of the page before; anything else is a ValidationError of path `cursor`. */
  readonly cursor?: string | undefined;
}

/** Definitions that people make: few, small, listed newest first (their ids sort by creation). */
export interface Definitions<T extends { readonly id: string }> {
  /** Throws ConflictError where the id is taken. Returns the record as stored, version 1. */
  create(item: T): Promise<Versioned<T>>;
  /** Strongly consistent. */
  get(id: string): Promise<Versioned<T> | undefined>;
  list(request: PageRequest): Promise<Page<Versioned<T>>>;
  /** Every record, newest first. */
  all(): Promise<Versioned<T>[]>;
  /** Replaces the record. Throws VersionConflictError unless it still has the version. */
  update(item: T, expectedVersion: number): Promise<Versioned<T>>;
  /** Reads, changes and writes until no other write interferes; the same reference = nothing to write. Throws NotFoundError. */
  mutate(id: string, change: (current: Versioned<T>) => T): Promise<Versioned<T>>;
  remove(id: string): Promise<void>;
}
