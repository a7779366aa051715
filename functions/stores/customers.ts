import { bucketKey, decodeCustomer, encodeCustomer } from '../../core/customers/codec.ts';
import type { Customer } from '../../core/customers/customer.ts';
import type { StoredCustomer } from '../../core/customers/storedItem.ts';
import { VersionConflictError } from '../../core/shared/errors.ts';
import { INDEXES } from '../shared/names.ts';
import { createCustomerPaging } from './customerPages.ts';
import { retryConflicts } from './dynamo/retryConflicts.ts';
import { batchGet, inParallel } from './dynamo/batch.ts';
import type { Database } from './dynamo/database.ts';
import { atVersion, canBeKey } from './dynamo/documents.ts';
import { deleteItem, getItem, putItem } from './dynamo/items.ts';
import { queryAll } from './dynamo/query.ts';
import type { WriteOperation } from './dynamo/transact.ts';
import { updateMembership } from './membershipUpdate.ts';
import type { StoredItem } from './records.ts';
import { createTurns } from './turns.ts';

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
   * Reads, changes and saves until no one else came between (10 tries, then VersionConflictError). `undefined`
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

/** How many single writes of a batch are under way at once. */
const PARALLEL_WRITES = 16;

export function createCustomerStore(database: Database): CustomerStore {
  const writing = createTurns();

  async function get(id: string): Promise<Customer | undefined> {
    if (!canBeKey(id)) return undefined;
    const item = await getItem(database, 'customers', keyOf(id));
    return item && decodeCustomer(item);
  }

  async function getManyStored(ids: Iterable<string>): Promise<Map<string, StoredCustomer>> {
    const keys = [...new Set(ids)].filter(canBeKey).map(keyOf);
    const items = await batchGet(database, 'customers', keys);
    return new Map(items.map((item) => [idOf(item), item]));
  }

  async function save(customer: Customer): Promise<Customer> {
    const next = { ...customer, version: customer.version + 1 };
    const outcome = await putItem(database, 'customers', encodeCustomer(next), atVersion(customer.version, 'id'));
    if (!outcome.ok) throw new VersionConflictError(`customer ${customer.id} was changed by somebody else`);
    return next;
  }

  async function tryMutate(id: string, change: (current: Customer | undefined) => Customer | undefined) {
    const current = await get(id);
    const next = change(current);
    return next === undefined || next === current ? current : save(next);
  }

  return {
    get,
    getManyStored,
    save,
    async getMany(ids) {
      const items = await getManyStored(ids);
      return new Map([...items].map(([id, item]) => [id, decodeCustomer(item)]));
    },
    async idsByEmail(email) {
      if (!canBeKey(email)) return [];
      const items = await queryAll(database, {
        table: 'customers',
        index: INDEXES.customersByEmail,
        partition: { name: 'em', value: email },
      });
      return items.map(idOf).sort();
    },
    async saveMany(customers) {
      const conflicts: string[] = [];
      await inParallel([...customers], PARALLEL_WRITES, async (customer) => {
        try {
          await save(customer);
        } catch (error) {
          if (!(error instanceof VersionConflictError)) throw error;
          conflicts.push(customer.id);
        }
      });
      return conflicts;
    },
    mutate: (id, change) =>
      // Neighbours in this process take turns, so only other processes can come between.
      writing(id, () => retryConflicts(database.backoff, () => tryMutate(id, change))),
    inTurn: createTurns(),
    operation(customer) {
      const Item = encodeCustomer({ ...customer, version: customer.version + 1 });
      return { table: 'customers', action: 'Put', input: { Item, ...atVersion(customer.version, 'id') } };
    },
    parse: decodeCustomer,
    updateMembership: (item, change, now) => updateMembership(database, item, change, now),
    ...createCustomerPaging(database),
    async remove(id) {
      if (canBeKey(id)) await deleteItem(database, 'customers', keyOf(id));
    },
  };
}

function keyOf(id: string): StoredItem {
  return { b: { S: bucketKey(id) }, id: { S: id } };
}

function idOf(item: StoredItem): string {
  const { id } = item;
  return id && 'S' in id ? id.S : '';
}
