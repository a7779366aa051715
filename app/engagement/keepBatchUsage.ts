import { addUsage, scaleUsage, type Usage } from '../../core/costs/usage.ts';
import { keepUsage } from '../campaigns/keepUsage.ts';
import type { Received } from './received.ts';
import type { Stores } from '../ports/stores/stores.ts';

/** Messages that one request to a queue carries. */
const A_REQUEST = 10;

/** Shares out what a batch of events used among the campaigns it was about, by their events. One write for each. */
export async function keepBatchUsage(
  stores: Pick<Stores, 'usage'>,
  received: readonly Received[],
  usage: Usage,
): Promise<void> {
  const campaigns = Map.groupBy(received, ({ origin }) => origin?.campaignId);
  for (const [campaignId, events] of campaigns) {
    if (campaignId === undefined) continue;
    const share = events.length / received.length;
    // EventBridge puts each event into the queue by itself; the function takes and deletes ten at a time.
    const queueRequests = events.length * (1 + 2 / A_REQUEST);
    await keepUsage(stores, campaignId, addUsage(scaleUsage(usage, share), { queueRequests }));
  }
}
