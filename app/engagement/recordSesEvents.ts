import { createBreaker } from '../campaigns/breaker.ts';
import type { Deps } from '../ports/deps.ts';
import { forEachLimit } from '../shared/forEachLimit.ts';
import type { Timing } from '../shared/timeBox.ts';
import { countDeliveryFailures, type FailedRecipient } from './deliveryFailures.ts';
import type { Failures, Received } from './received.ts';
import { recordReaction } from './recordReaction.ts';
import { createSentChunks, keyOf, recipientOf } from './sentChunks.ts';
import { suppress } from './suppress.ts';

export type SesEventDependencies = Pick<Deps, 'stores' | 'clock' | 'signer' | 'log'>;

const CHUNKS_AT_ONCE = 4;

/**
 * Records what SES says became of messages, any number of times and in any order. An event that cannot be handled is
 * added to `failures`; the others are done. Deliveries are counted per chunk: nearly every message has one, and a write
 * for each would cost more than the whole campaign's ledger.
 */
export function createRecordSesEvents(deps: SesEventDependencies, { sleep }: Pick<Timing, 'sleep'>) {
  const chunks = createSentChunks({ ...deps, sleep });
  const breaker = createBreaker(deps);

  return async (received: readonly Received[], failures: Failures): Promise<void> => {
    const recipients = await handleChunks(received, failures);

    const faulted: FailedRecipient[] = [];
    for (const one of received) {
      if (failures.has(one.record) || isDelivery(one)) continue;
      try {
        const customerId = recipients.get(one.record);
        await suppress(deps, one.event, customerId);
        const fault = await recordReaction(deps, one, customerId);
        if (fault) faulted.push(fault);
      } catch (error) {
        failures.set(one.record, error);
      }
    }
    for (const [campaignId, records] of await countDeliveryFailures(deps.stores, faulted, failures)) {
      try {
        await breaker.check(campaignId, records.length);
      } catch (error) {
        for (const record of records) failures.set(record, error);
      }
    }
    for (const [record, error] of failures) deps.log.warn({ record, err: error }, 'an SES event could not be handled');
  };

  /** The customer of each record that is about a message of ours. */
  async function handleChunks(received: readonly Received[], failures: Failures): Promise<Map<string, string>> {
    const recipients = new Map<string, string>();
    const groups = Map.groupBy(received, ({ origin }) => origin && keyOf(origin));
    // Some wait for the answer of a call under way: not all of them one after the other.
    await forEachLimit(groups, CHUNKS_AT_ONCE, async ([key, group]) => {
      const origin = group[0]?.origin;
      if (key === undefined || !origin) return;
      try {
        const entries = await chunks.handle(origin, group);
        for (const { record, origin: from } of group) {
          const customerId = from && recipientOf(entries, from);
          if (customerId !== undefined) recipients.set(record, customerId);
        }
      } catch (error) {
        for (const { record } of group) failures.set(record, error);
      }
    });
    return recipients;
  }
}

const isDelivery = ({ event }: Received) => event.detail.eventType === 'Send' || event.detail.eventType === 'Delivery';
