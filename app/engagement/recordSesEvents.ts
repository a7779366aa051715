import { createBreaker } from '../campaigns/breaker.ts';
import type { Deps } from '../ports/deps.ts';
import { forEachLimit } from '../shared/forEachLimit.ts';
import type { Timing } from '../shared/timeBox.ts';
import { type FailedRecipient, countDeliveryFailures } from './deliveryFailures.ts';
import type { Failures, Received } from './received.ts';
import { recordReaction } from './recordReaction.ts';
import { createSentChunks, keyOf, recipientOf } from './sentChunks.ts';
import { suppress } from './suppress.ts';

type Dependencies = Pick<Deps, 'stores' | 'clock' | 'signer' | 'log'>;

/** Records a batch of SES events; a record that cannot be handled is noted in `failures`, and left alone where it is. */
export type RecordSesEvents = (received: readonly Received[], failures: Failures) => Promise<void>;

const CHUNKS_AT_ONCE = 4;

/**
 * Records SES events, any number of times and in any order: resolves the sends they prove, counts deliveries, suppresses
 * who bounced or complained and stops campaigns that do harm. Deliveries are counted per chunk: nearly every message has
 * one, and a write for each would cost more than the whole campaign's ledger. Remembers settled chunks between batches.
 */
export function createSesEventRecorder(deps: Dependencies, { sleep }: Pick<Timing, 'sleep'>): RecordSesEvents {
  const chunks = createSentChunks({ ...deps, sleep });
  const breaker = createBreaker(deps);

  /** The customer of each record that is about a message of ours. */
  async function recordSends(received: readonly Received[], failures: Failures): Promise<Map<string, string>> {
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

  /** What recipients and their servers did, one after the other. Returns who bounced for good or complained. */
  async function recordReactions(
    received: readonly Received[],
    recipients: ReadonlyMap<string, string>,
    failures: Failures,
  ): Promise<FailedRecipient[]> {
    const failed: FailedRecipient[] = [];
    for (const one of received) {
      if (failures.has(one.record) || isDelivery(one)) continue;
      try {
        const customerId = recipients.get(one.record);
        await suppress(deps, one.event, customerId);
        const recipient = await recordReaction(deps, one, customerId);
        if (recipient) failed.push(recipient);
      } catch (error) {
        failures.set(one.record, error);
      }
    }
    return failed;
  }

  async function checkCampaigns(failed: readonly FailedRecipient[], failures: Failures): Promise<void> {
    for (const [campaignId, records] of await countDeliveryFailures(deps.stores, failed, failures)) {
      try {
        await breaker.check(campaignId, records.length);
      } catch (error) {
        for (const record of records) failures.set(record, error);
      }
    }
  }

  return async (received, failures) => {
    const recipients = await recordSends(received, failures);
    await checkCampaigns(await recordReactions(received, recipients, failures), failures);
    for (const [record, error] of failures) deps.log.warn({ record, err: error }, 'an SES event could not be handled');
  };
}

function isDelivery({ event }: Received): boolean {
  return event.detail.eventType === 'Send' || event.detail.eventType === 'Delivery';
}
