import { z } from '@hono/zod-openapi';
import type { Campaign } from '../../../core/campaigns/campaign.ts';
import { shardOf } from '../../../core/shared/shards.ts';
import { ValidationError } from '../../../core/shared/errors.ts';
import { decodeCursor, encodeCursor } from '../../../app/shared/cursor.ts';
import { timeText } from '../../../core/shared/timeText.ts';
import type { Stores } from '../../../app/ports/stores/stores.ts';
import type { TimelineItem } from '../../../app/ports/stores/timeline.ts';

/** How many launched campaigns, newest first, are looked through for touches. */
const CAMPAIGNS = 100;

const cursorSchema = z.object({ store: z.string(), before: z.number() });

export interface TimelineEntry {
  readonly at: string;
  readonly type: string;
  readonly [detail: string]: unknown;
}

interface Dated {
  readonly ms: number;
  readonly entry: TimelineEntry;
}

/**
 * A page of a customer's timeline, newest first. Touches are not stored per customer: the ledger's chunk is the touch,
 * found by the customer's shard. Those between this page's first and last stored event are mixed in.
 */
export async function timelinePage(
  stores: Stores,
  customerId: string,
  request: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<{ items: TimelineEntry[]; next?: string }> {
  const position = request.cursor === undefined ? undefined : decodeCursor(cursorSchema, request.cursor);
  if (request.cursor !== undefined && !position)
    throw new ValidationError([{ path: 'cursor', reason: 'is not a cursor of this list' }]);
  const { items, next } = await stores.timeline.list(customerId, { limit: request.limit, cursor: position?.store });
  const last = items.at(-1)?.at ?? 0;
  const [from, before] = [next === undefined ? 0 : last, position?.before ?? Number.MAX_SAFE_INTEGER];
  const touches = (await touchesOf(stores, customerId)).filter(({ ms }) => ms >= from && ms < before);
  const merged = [...items.map(stored), ...touches].sort((a, b) => b.ms - a.ms);
  return {
    items: merged.map(({ entry }) => entry),
    ...(next !== undefined && { next: encodeCursor({ store: next, before: from }) }),
  };
}

function stored(item: TimelineItem): Dated {
  const at = timeText(item.at);
  switch (item.kind) {
    case 'event':
      return { ms: item.at, entry: { ...item.event, at, type: item.event.type } };
    case 'order': {
      const { orderId, amount, currency, category, refunds } = item.order;
      const given = refunds.map((refund) => ({
        refundId: refund.refundId,
        amount: refund.amount,
        at: timeText(refund.at),
      }));
      return {
        ms: item.at,
        entry: {
          at,
          type: 'order',
          orderId,
          amount,
          currency,
          ...(category !== undefined && { category }),
          refunds: given,
        },
      };
    }
    case 'engagement': {
      const { campaignId, opens, clicks, machineOpens, machineClicks, unsubscribedAt } = item.engagement;
      const unsubscribed = unsubscribedAt !== undefined && { unsubscribedAt: timeText(unsubscribedAt) };
      return {
        ms: item.at,
        entry: { at, type: 'engagement', campaignId, opens, clicks, machineOpens, machineClicks, ...unsubscribed },
      };
    }
  }
}

async function touchesOf(stores: Stores, customerId: string): Promise<Dated[]> {
  const { items } = await stores.campaigns.list({ limit: CAMPAIGNS });
  const touches = await Promise.all(items.map((campaign) => touchOf(stores, campaign, customerId)));
  return touches.flatMap((touch) => touch ?? []);
}

async function touchOf({ ledger }: Stores, campaign: Campaign, customerId: string): Promise<Dated | undefined> {
  if (campaign.shards === undefined) return undefined;
  const shard = shardOf(customerId, campaign.shards);
  const base = { campaignId: campaign.id, campaign: campaign.name };
  if (campaign.origin === 'external') {
    const assignment = (await ledger.getAssignments(campaign.id, shard, [customerId])).get(customerId);
    if (!assignment) return undefined;
    const { at, arm, segments } = assignment;
    return { ms: at, entry: { at: timeText(at), type: 'touch', ...base, arm, segments } };
  }
  for await (const chunks of ledger.chunkPages(campaign.id, shard)) {
    for (const chunk of chunks) {
      const entry = chunk.entries.find((each) => each.customerId === customerId);
      if (!entry) continue;
      const ms = entry.at ?? chunk.doneAt ?? campaign.launchedAt ?? campaign.createdAt;
      const segments = entry.segments.flatMap((index) => campaign.frozen?.segments[index]?.id ?? []);
      const result = entry.result ?? (chunk.kind === 'holdout' ? 'holdout' : 'waiting');
      return { ms, entry: { at: timeText(ms), type: 'touch', ...base, arm: chunk.arm, result, segments } };
    }
  }
  return undefined;
}
