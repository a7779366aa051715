import type { Deps } from '../../app/ports/deps.ts';
import { lazy } from '../runtime/lazy.ts';
import { clock, log, signer, stores } from '../runtime/providers.ts';
import { forEachLimit } from '../../app/shared/forEachLimit.ts';
import { realTiming, type Timing } from '../../app/shared/timeBox.ts';
import { metered } from '../runtime/metered.ts';
import { createBreaker } from '../../app/campaigns/breaker.ts';
import { type Failures, readBatch, type Received } from '../../app/engagement/received.ts';
import { type FailedRecipient, countDeliveryFailures } from '../../app/engagement/deliveryFailures.ts';
import { recordReaction } from '../../app/engagement/recordReaction.ts';
import { keepBatchUsage } from '../../app/engagement/keepBatchUsage.ts';
import { createSentChunks, keyOf, recipientOf } from '../../app/engagement/sentChunks.ts';
import { suppress } from '../../app/engagement/suppress.ts';

export interface BatchAnswer {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

type Dependencies = Pick<Deps, 'stores' | 'clock' | 'signer' | 'log'>;

const CHUNKS_AT_ONCE = 4;

/**
 * SES events from a queue, any number of times and in any order. A record that cannot be read or handled is reported
 * by itself; the others are done. Deliveries are counted per chunk: nearly every message has one, and a write for each
 * would cost more than the whole campaign's ledger.
 */
export const createSesEvents = (deps: Dependencies, { sleep }: Pick<Timing, 'sleep'> = realTiming) => {
  const chunks = createSentChunks({ ...deps, sleep });
  const breaker = createBreaker(deps);

  return async (input: unknown): Promise<BatchAnswer> => {
    const failures: Failures = new Map();
    const received = readBatch(input, failures);
    return metered(
      () => handleBatch(received, failures),
      (usage) => keepBatchUsage(deps.stores, received, usage),
    );
  };

  async function handleBatch(received: readonly Received[], failures: Failures): Promise<BatchAnswer> {
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
    return { batchItemFailures: [...failures.keys()].map((itemIdentifier) => ({ itemIdentifier })) };
  }

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
};

const isDelivery = ({ event }: Received) => event.detail.eventType === 'Send' || event.detail.eventType === 'Delivery';

export const handler = lazy((deps: Dependencies) => createSesEvents(deps), { stores, clock, signer, log });
