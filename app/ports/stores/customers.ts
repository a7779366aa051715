import type { StoredCustomer } from '../../../core/customers/storedItem.ts';
import type { Customer } from '../../../core/customers/customer.ts';
import type { WriteOperation } from './transact.ts';
import type { StoredItem } from './records.ts';

/** Where a walk over customers stands: the last customer seen. */
export interface CustomerPosition {
  readonly bucket: number;
  readonly id: string;
}

export interface CustomerPage {
  readonly items: readonly StoredCustomer[];
  readonly last: CustomerPosition;
}

export interface CustomerStore {
  /** Strongly consistent. */
  get(id: string): Promise<Customer | undefined>;
  /** Strongly consistent; unknown ids are absent from the map. Repeated ids are read once. */
  getMany(ids: Iterable<string>): Promise<Map<string, Customer>>;
  /** As `getMany`, but the items as stored: rules are evaluated on them. */
  getManyStored(ids: Iterable<string>): Promise<Map<string, StoredCustomer>>;
  /** Ids of the customers with a normalised e-mail address, ascending. Eventually consistent (an index). */
  idsByEmail(email: string): Promise<string[]>;
  /** Writes over the version that was read (0 = must not exist). Throws VersionConflictError. Returns it as stored. */
  save(customer: Customer): Promise<Customer>;
  /** Creates and replaces many at once, each as `save` does. Returns the ids that somebody else wrote in between. */
  saveMany(customers: Iterable<Customer>): Promise<string[]>;
  /**
   * Reads, changes and saves until no other write comes in between (10 tries, then VersionConflictError). `undefined`
   * or the same reference = nothing to write. Returns what is stored afterwards.
   */
  mutate(id: string, change: (current: Customer | undefined) => Customer | undefined): Promise<Customer | undefined>;
  /** Runs work on one customer after the other within this process, so that neighbours do not collide. */
  inTurn<T>(id: string, work: () => Promise<T>): Promise<T>;
  /** The write of `save` as a part of a transaction. */
  operation(customer: Customer): WriteOperation;
  /** The customer that a failed condition found. */
  parse(item: StoredItem): Customer;
  /**
   * Writes only the membership map: `enter` since `now`, `leave` removed, version + 1. False where somebody
   * else wrote the customer since `item` was read.
   */
  updateMembership(
    item: StoredCustomer,
    change: { readonly enter: readonly string[]; readonly leave: readonly string[] },
    now: number,
  ): Promise<boolean>;
  /**
   * Pages of the buckets from `from` (inclusive) to `to` (exclusive), by bucket and id, as stored (only the `fields`
   * named, if any: `id` must be one); `after` resumes.
   */
  pages(
    range: { readonly from: number; readonly to: number },
    options?: {
      readonly after?: CustomerPosition | undefined;
      readonly consistent?: boolean;
      readonly fields?: readonly string[] | undefined;
    },
  ): AsyncIterable<CustomerPage>;
  /** The customers of one bucket from one id to another, both included, as stored: a page read again, say. */
  between(bucket: number, from: string, to: string): Promise<StoredCustomer[]>;
  /** One of `total` parallel parts of a scan over everyone, as stored (only the `fields` named, if any); in no order. */
  scanPages(part: {
    readonly segment: number;
    readonly total: number;
    readonly fields?: readonly string[] | undefined;
  }): AsyncIterable<readonly StoredCustomer[]>;
  /** Ids by creation, newest first. */
  newest(limit: number, cursor?: string): Promise<{ readonly ids: readonly string[]; readonly next?: string }>;
  remove(id: string): Promise<void>;
}
