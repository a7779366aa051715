import { z } from 'zod';
import type { SendHealth } from '../../core/campaigns/breaker.ts';
import { unitHash } from '../../core/shared/hash.ts';
import { shardPartition } from './chunkItem.ts';
import type { Database } from '../dynamo/database.ts';
import { decodeValue, documentKey, type DocumentKey, encodeDocument, padded } from '../dynamo/documents.ts';
import { isObject } from '../dynamo/json.ts';
import { getItem, putItem, uniteSets } from '../dynamo/items.ts';
import { queryPages } from '../dynamo/query.ts';
import type { StoredItem } from '../../app/ports/stores/records.ts';
import type { UniqueCounter, ActivityCounter } from '../../core/campaigns/uniqueCounters.ts';
import type { UniqueCounterStore } from '../../app/ports/stores/uniqueCounters.ts';

const LETTERS = {
  opened: 'o',
  machineOpened: 'om',
  clicked: 'c',
  machineClicked: 'cm',
  unsubscribed: 'u',
  softBounced: 's',
  hardBounced: 'h',
  complained: 'x',
  rejected: 'r',
} as const satisfies Record<UniqueCounter, string>;

const SLOTS = 65_536;
const FAULTS = 'faults#';
const DELIVERED = 'd#';

const haltKey = (campaignId: string) => ({ pk: `campaign#${campaignId}`, sk: 'halt' });

const healthSchema: z.ZodType<SendHealth> = z.object({
  sent: z.number(),
  hardBounced: z.number(),
  complained: z.number(),
});

export function createUniqueCounterStore(database: Database): UniqueCounterStore {
  const unite = (key: DocumentKey, sets: Readonly<Record<string, readonly number[]>>) =>
    uniteSets(database, 'control', documentKey(key), sets);

  /** The sum of the sets' sizes over all items of a part of a partition, by name of the set. */
  const sizes = async (pk: string, prefix?: string): Promise<Map<string, number>> => {
    const sums = new Map<string, number>();
    const pages = queryPages(database, {
      table: 'control',
      partition: { name: 'pk', value: pk },
      ...(prefix !== undefined && { sort: { name: 'sk', beginsWith: prefix } }),
      consistent: true,
    });
    for await (const items of pages) {
      for (const item of items) {
        for (const [name, size] of setSizes(item)) sums.set(name, (sums.get(name) ?? 0) + size);
      }
    }
    return sums;
  };

  const deliveryFailuresOf = async (campaignId: string) => {
    const sums = await sizes(`campaign#${campaignId}`, FAULTS);
    return { hardBounced: sums.get(LETTERS.hardBounced) ?? 0, complained: sums.get(LETTERS.complained) ?? 0 };
  };

  return {
    async delivered({ campaignId, shard, seq }, entries) {
      if (entries.length === 0) return;
      await unite({ pk: shardPartition(campaignId, shard), sk: DELIVERED + padded(seq, 6) }, { d: entries });
    },
    async add(campaignId, customerId, counters) {
      if (counters.length === 0) return;
      const { slot, rest } = placeOf(campaignId, customerId);
      const key = { pk: `marks#${campaignId}`, sk: slot.toString(16).padStart(4, '0') };
      await unite(key, Object.fromEntries(counters.map((counter) => [LETTERS[counter], [rest]])));
    },
    async addDeliveryFailures(campaignId, shard, customerIds, failure) {
      if (customerIds.length === 0) return;
      const hashes = customerIds.map((id) => unitHash(campaignId, id) * 2 ** 53);
      await unite({ pk: `campaign#${campaignId}`, sk: FAULTS + padded(shard, 3) }, { [LETTERS[failure]]: hashes });
    },
    deliveryFailures: deliveryFailuresOf,
    async lastHalt(campaignId) {
      const item = await getItem(database, 'control', documentKey(haltKey(campaignId)));
      return item && decodeValue(item, healthSchema);
    },
    async saveHalt(campaignId, health) {
      await putItem(database, 'control', encodeDocument(haltKey(campaignId), health));
    },
    async counts({ id, shards = 0 }) {
      const [faults, counters] = await Promise.all([deliveryFailuresOf(id), sizes(`marks#${id}`)]);
      let delivered = 0;
      for (let shard = 0; shard < shards; shard++) {
        delivered += (await sizes(shardPartition(id, shard), DELIVERED)).get('d') ?? 0;
      }
      const count = (counter: ActivityCounter) => counters.get(LETTERS[counter]) ?? 0;
      return {
        ...faults,
        delivered,
        opened: count('opened'),
        machineOpened: count('machineOpened'),
        clicked: count('clicked'),
        machineClicked: count('machineClicked'),
        unsubscribed: count('unsubscribed'),
        softBounced: count('softBounced'),
        rejected: count('rejected'),
      };
    },
  };
}

function* setSizes(item: StoredItem): Generator<[string, number]> {
  for (const [name, value] of Object.entries<unknown>(item)) {
    if (isObject(value) && Array.isArray(value['NS'])) yield [name, value['NS'].length];
  }
}

/** 53 bits of hash: 16 choose the item, 37 stand for the customer in it. */
function placeOf(campaignId: string, customerId: string): { slot: number; rest: number } {
  const hash = unitHash(campaignId, customerId) * SLOTS;
  const slot = Math.floor(hash);
  return { slot, rest: (hash - slot) * 2 ** 37 };
}
