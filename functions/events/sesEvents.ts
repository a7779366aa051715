import { z } from 'zod';
import { VersionConflictError } from '../../core/shared/errors.ts';
import type { Deps } from '../shared/deps.ts';
import { lazy } from '../shared/lazy.ts';
import { clock, log, signer, stores } from '../services/providers.ts';
import { parseSendTags, type SendOrigin } from '../steps/sending/sendTags.ts';
import { realTiming, type Timing } from '../steps/timeBox.ts';
import { newEngagement } from '../stores/engagement.ts';
import { mergeEngagement } from './mergeEngagement.ts';
import { resolveSends } from './resolveSends.ts';
import { type SesEvent, sesEventSchema } from './sesEvent.ts';
import { suppress } from './suppress.ts';

const batchSchema = z.object({ Records: z.array(z.object({ messageId: z.string(), body: z.string() })) });

export interface BatchAnswer {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

type Needs = Pick<Deps, 'stores' | 'clock' | 'signer' | 'log'>;

interface Received {
  readonly record: string;
  readonly event: SesEvent;
  readonly origin: SendOrigin | undefined;
}

const TRIES = 10;
const MOST_REMEMBERED = 5_000;

/**
 * SES events from a queue, any number of times and in any order. A record that cannot be read or handled is reported
 * by itself; the others are done. Deliveries leave no record of their own: nearly every message has one, and a write for
 * each would cost more than the whole campaign's ledger. What was not delivered is what is kept.
 */
export const createSesEvents = (deps: Needs, { sleep }: Pick<Timing, 'sleep'> = realTiming) => {
  // Chunks in which nothing is left to resolve: most events meet one, and need no read.
  const settled = new Set<string>();
  return async (input: unknown): Promise<BatchAnswer> => {
    const failed = new Map<string, unknown>();
    const received: Received[] = [];
    for (const { messageId, body } of batchSchema.parse(input).Records) {
      try {
        const event = sesEventSchema.parse(JSON.parse(body));
        received.push({ record: messageId, event, origin: parseSendTags(event.detail.mail.tags) });
      } catch (error) {
        failed.set(messageId, error);
      }
    }

    for (const group of byChunk(received)) {
      try {
        await settleGroup({ ...deps, sleep }, group, settled);
      } catch (error) {
        for (const { record } of group) failed.set(record, error);
      }
    }
    for (const one of received.filter(({ record }) => !failed.has(record))) {
      try {
        await handleEvent(deps, one);
      } catch (error) {
        failed.set(one.record, error);
      }
    }
    for (const [record, error] of failed) deps.log.warn({ record, err: error }, 'an SES event could not be handled');
    return { batchItemFailures: [...failed.keys()].map((itemIdentifier) => ({ itemIdentifier })) };
  };
};

function byChunk(received: readonly Received[]): Received[][] {
  const groups = Map.groupBy(received, ({ origin }) => origin && `${origin.campaignId}/${origin.shard}/${origin.seq}`);
  groups.delete(undefined);
  return [...groups.values()];
}

async function settleGroup(
  deps: Needs & Pick<Timing, 'sleep'>,
  group: readonly Received[],
  settled: Set<string>,
): Promise<void> {
  const origin = group[0]?.origin;
  if (!origin) return;
  const key = `${origin.campaignId}/${origin.shard}/${origin.seq}`;
  if (settled.has(key)) return;
  const messages = group.map(({ event, origin: from }) => ({ ...from, messageId: event.detail.mail.messageId }));
  const chunk = await resolveSends(deps, origin, messages);
  if (chunk?.state !== 'done') return;
  if (settled.size >= MOST_REMEMBERED) settled.clear();
  settled.add(key);
}

async function handleEvent(deps: Needs, { event, origin }: Received): Promise<void> {
  const { eventType, mail, reject, failure } = event.detail;
  if (eventType === 'Send' || eventType === 'Delivery') return;
  const customerId = origin && (await customerOf(deps, origin));
  await suppress(deps, event, customerId);
  if (!origin || customerId === undefined || !(await deps.stores.customers.get(customerId))) return;
  await keepEngagement(deps, customerId, origin.campaignId, event);
  const reason = reject?.reason ?? failure?.errorMessage;
  if (reason === undefined) return;
  // SES took the message and then did not send it (a virus, a template that does not render).
  const detail = { type: 'message.rejected', id: `message.rejected:${mail.messageId}`, reason };
  await deps.stores.timeline.append(customerId, [{ at: mail.timestamp, ...detail, campaignId: origin.campaignId }]);
}

async function customerOf({ stores }: Needs, origin: SendOrigin): Promise<string | undefined> {
  if (origin.customerId !== undefined) return origin.customerId;
  const chunk = await stores.ledger.getChunk(origin.campaignId, origin.shard, origin.seq);
  return chunk?.entries[origin.entry ?? -1]?.customerId;
}

async function keepEngagement(
  { stores }: Needs,
  customerId: string,
  campaignId: string,
  event: SesEvent,
): Promise<void> {
  for (let tries = 0; tries < TRIES; tries++) {
    const known =
      (await stores.timeline.getEngagement(customerId, campaignId)) ?? newEngagement(customerId, campaignId);
    const merged = mergeEngagement(known, event);
    if (merged === known) return;
    try {
      await stores.timeline.saveEngagement(merged);
      return;
    } catch (error) {
      if (!(error instanceof VersionConflictError)) throw error;
    }
  }
  throw new VersionConflictError('a customer’s engagement is being written without a pause');
}

export const handler = lazy((deps: Needs) => createSesEvents(deps), { stores, clock, signer, log });
