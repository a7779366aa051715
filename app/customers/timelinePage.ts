import { z } from 'zod';
import { encodeCursor } from '../../contract/cursor.ts';
import type { Campaign } from '../../core/campaigns/campaign.ts';
import { shardOf } from '../../core/shared/shards.ts';
import { cursorPosition } from '../ports/stores/cursor.ts';
import type { PageRequest } from '../ports/stores/records.ts';
import type { TimelineItem } from '../ports/stores/timeline.ts';
import type { Stores } from '../ports/stores/stores.ts';

type Dependencies = Pick<Stores, 'timeline' | 'campaigns' | 'ledger'>;

/** A campaign that had the customer in its audience. `result` is unknown of a campaign that was run elsewhere. */
export interface Touch {
  readonly kind: 'touch';
  readonly at: number;
  readonly campaignId: string;
  readonly campaign: string;
  readonly arm: string;
  readonly result?: string;
  /** Ids, as they were at the send. */
  readonly segments: readonly string[];
}

/** How many launched campaigns, newest first, are looked through for touches. */
const CAMPAIGNS = 100;

const positionSchema = z.object({ store: z.string(), before: z.number() });

/**
 * A page of a customer's timeline, newest first. Touches are not stored per customer: the ledger's chunk is the touch,
 * found by the customer's shard. Those between this page's first and last stored event are mixed in.
 */
export async function timelinePage(
  stores: Dependencies,
  customerId: string,
  request: PageRequest,
): Promise<{ items: (TimelineItem | Touch)[]; next: string | undefined }> {
  const position = cursorPosition(request.cursor, positionSchema);
  const { items, next } = await stores.timeline.list(customerId, { limit: request.limit, cursor: position?.store });
  const last = items.at(-1)?.at ?? 0;
  const [from, before] = [next === undefined ? 0 : last, position?.before ?? Number.MAX_SAFE_INTEGER];
  const touches = (await touchesOf(stores, customerId)).filter(({ at }) => at >= from && at < before);
  return {
    items: [...items, ...touches].sort((a, b) => b.at - a.at),
    next: next === undefined ? undefined : encodeCursor({ store: next, before: from }),
  };
}

async function touchesOf(stores: Dependencies, customerId: string): Promise<Touch[]> {
  const { items } = await stores.campaigns.list({ limit: CAMPAIGNS });
  const touches = await Promise.all(items.map((campaign) => touchOf(stores, campaign, customerId)));
  return touches.flatMap((touch) => touch ?? []);
}

async function touchOf({ ledger }: Dependencies, campaign: Campaign, customerId: string): Promise<Touch | undefined> {
  if (campaign.shards === undefined) return undefined;
  const shard = shardOf(customerId, campaign.shards);
  const base = { kind: 'touch', campaignId: campaign.id, campaign: campaign.name } as const;
  if (campaign.origin === 'external') {
    const assignment = (await ledger.getAssignments(campaign.id, shard, [customerId])).get(customerId);
    return assignment && { ...base, at: assignment.at, arm: assignment.arm, segments: assignment.segments };
  }
  for await (const chunks of ledger.chunkPages(campaign.id, shard)) {
    for (const chunk of chunks) {
      const entry = chunk.entries.find((each) => each.customerId === customerId);
      if (!entry) continue;
      const at = entry.at ?? chunk.doneAt ?? campaign.launchedAt ?? campaign.createdAt;
      const segments = entry.segments.flatMap((index) => campaign.frozen?.segments[index]?.id ?? []);
      const result = entry.result ?? (chunk.kind === 'holdout' ? 'holdout' : 'waiting');
      return { ...base, at, arm: chunk.arm, result, segments };
    }
  }
  return undefined;
}
