import type { Failures } from './received.ts';
import type { Stores } from '../ports/stores/stores.ts';

/** Somebody whose address bounced for good, or who complained about a campaign's message. */
export interface FailedRecipient {
  readonly record: string;
  readonly campaignId: string;
  readonly shard: number;
  readonly customerId: string;
  readonly reason: 'bounced' | 'complained';
}

const COUNTER = { bounced: 'hardBounced', complained: 'complained' } as const;

/** Counts them, one write per shard and kind. Returns the records counted, by campaign. */
export async function countDeliveryFailures(
  { uniqueCounters }: Pick<Stores, 'uniqueCounters'>,
  failed: readonly FailedRecipient[],
  failures: Failures,
): Promise<Map<string, string[]>> {
  const named = new Map<string, string[]>();
  const groups = Map.groupBy(failed, ({ campaignId, shard, reason }) => `${campaignId}/${shard}/${reason}`);
  for (const group of groups.values()) {
    const [first] = group;
    if (!first) continue;
    const ids = group.map(({ customerId }) => customerId);
    try {
      await uniqueCounters.addDeliveryFailures(first.campaignId, first.shard, ids, COUNTER[first.reason]);
      const records = group.map(({ record }) => record);
      named.set(first.campaignId, [...(named.get(first.campaignId) ?? []), ...records]);
    } catch (error) {
      for (const { record } of group) failures.set(record, error);
    }
  }
  return named;
}
