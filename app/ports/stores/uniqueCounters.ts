import type { ActivityCounter, DeliveryFailure, UniqueCounts } from '../../../core/campaigns/uniqueCounters.ts';
import type { SendHealth } from '../../../core/campaigns/breaker.ts';
import type { Campaign } from '../../../core/campaigns/campaign.ts';
import type { Chunk } from '../../../core/campaigns/ledger.ts';

/**
 * Counters that a repeat cannot raise: sets of numbers that DynamoDB itself unites (`ADD`), so that a write needs no
 * read, no condition and no retry. Deliveries are one set of entry numbers per chunk: one write unit for up to 50
 * of them. What people do is spread over 65,536 small sets per campaign; hard bounces and complaints are one set per
 * shard, so that the circuit breaker reads few items. Customers are in them as hashes, never by id.
 */
export interface UniqueCounterStore {
  delivered(chunk: ChunkKey, entries: readonly number[]): Promise<void>;
  add(campaignId: string, customerId: string, counters: readonly ActivityCounter[]): Promise<void>;
  /** Notes people of one shard. */
  addDeliveryFailures(
    campaignId: string,
    shard: number,
    customerIds: readonly string[],
    failure: DeliveryFailure,
  ): Promise<void>;
  deliveryFailures(campaignId: string): Promise<Readonly<Record<DeliveryFailure, number>>>;
  /** Where a campaign stood when it was last halted. */
  lastHalt(campaignId: string): Promise<SendHealth | undefined>;
  saveHalt(campaignId: string, health: SendHealth): Promise<void>;
  counts(campaign: Pick<Campaign, 'id' | 'shards'>): Promise<UniqueCounts>;
}

type ChunkKey = Pick<Chunk, 'campaignId' | 'shard' | 'seq'>;
