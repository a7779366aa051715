import type { Chunk } from '../../core/campaigns/ledger.ts';
import type { Deps } from '../ports/deps.ts';
import type { SendOrigin } from '../campaigns/sending/sendTags.ts';
import type { Timing } from '../shared/timeBox.ts';
import type { Received } from './received.ts';
import { resolveSends } from './resolveSends.ts';

type Dependencies = Pick<Deps, 'stores' | 'clock'> & Pick<Timing, 'sleep'>;

/** Customers of a chunk by the number of their entry. */
type Entries = readonly string[];

// Chunks of the last minutes: most of a chunk's events follow each other, and need one read together.
const MOST_REMEMBERED = 1_000;

/** The ledger as events see it: each chunk is read until nothing in it is left to resolve, then remembered. */
export function createSentChunks(deps: Dependencies) {
  const settled = new Map<string, Entries>();

  /** Resolves what the events of one chunk prove. Returns its customers; undefined where the ledger has no such chunk. */
  async function settle(origin: SendOrigin, group: readonly Received[]): Promise<Entries | undefined> {
    const key = keyOf(origin);
    const known = settled.get(key);
    if (known) return known;
    const messages = group.map(({ event, origin: from }) => ({ ...from, messageId: event.detail.mail.messageId }));
    const chunk = await resolveSends(deps, origin, messages);
    const entries = chunk?.entries.map(({ customerId }) => customerId);
    if (chunk?.state === 'done' && entries) {
      if (settled.size >= MOST_REMEMBERED) settled.clear();
      settled.set(key, entries);
    }
    return entries;
  }

  /** Resolves a chunk and counts its deliveries: one write for all of them. */
  async function handle(origin: SendOrigin, group: readonly Received[]): Promise<Entries | undefined> {
    const entries = await settle(origin, group);
    if (!entries) return undefined;
    const delivered = group.filter(({ event }) => event.detail.eventType === 'Delivery');
    const numbers = delivered.map(({ origin: from }) => entryOf(entries, from)).filter((entry) => entry >= 0);
    await deps.stores.uniqueCounters.delivered(origin, numbers);
    return entries;
  }

  return { handle };
}

export function keyOf({ campaignId, shard, seq }: Pick<Chunk, 'campaignId' | 'shard' | 'seq'>): string {
  return `${campaignId}/${shard}/${seq}`;
}

function entryOf(entries: Entries, origin: SendOrigin | undefined): number {
  if (origin?.customerId !== undefined) return entries.indexOf(origin.customerId);
  return origin?.entry !== undefined && origin.entry < entries.length ? origin.entry : -1;
}

/** Whom a message went to; undefined for somebody who is not in the chunk that its tags name. */
export function recipientOf(entries: Entries | undefined, origin: SendOrigin): string | undefined {
  return entries?.[entryOf(entries, origin)];
}
