import { bucketKey, decodeCustomer, encodeCustomer } from '../../core/customers/codec.ts';
import type { Customer } from '../../core/customers/customer.ts';
import { storedId } from '../../core/customers/storedCustomer.ts';
import type { StoredCustomer } from '../../core/customers/storedItem.ts';
import { VersionConflictError } from '../../core/shared/errors.ts';
import { INDEXES } from '../../names.ts';
import { createCustomerPaging } from './customerPages.ts';
import { retryConflicts } from '../dynamo/retryConflicts.ts';
import { batchGet, inParallel } from '../dynamo/batch.ts';
import type { Database } from '../dynamo/database.ts';
import { atVersion, canBeKey } from '../dynamo/documents.ts';
import { deleteItem, getItem, putItem } from '../dynamo/items.ts';
import { queryAll } from '../dynamo/query.ts';
import { updateMembership } from './membershipUpdate.ts';
import { createKeyedMutex } from '../../core/shared/keyedMutex.ts';
import type { StoredItem } from '../../app/ports/stores/records.ts';
import type { CustomerStore } from '../../app/ports/stores/customers.ts';

/** How many single writes of a batch are under way at once. */
const PARALLEL_WRITES = 16;

export function createCustomerStore(database: Database): CustomerStore {
  const writing = createKeyedMutex();

  async function get(id: string): Promise<Customer | undefined> {
    if (!canBeKey(id)) return undefined;
    const item = await getItem(database, 'customers', keyOf(id));
    return item && decodeCustomer(item);
  }

  async function getManyStored(ids: Iterable<string>): Promise<Map<string, StoredCustomer>> {
    const keys = [...new Set(ids)].filter(canBeKey).map(keyOf);
    const items = await batchGet(database, 'customers', keys);
    return new Map(items.map((item) => [storedId(item), item]));
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
      return items.map(storedId).sort();
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
      // Writers in this process are serialised, so only other processes can interfere.
      writing(id, () => retryConflicts(database.backoff, () => tryMutate(id, change))),
    inTurn: createKeyedMutex(),
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
