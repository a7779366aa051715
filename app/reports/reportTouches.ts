import type { Campaign } from '../../core/campaigns/campaign.ts';
import type { Touch } from '../../core/conversions/attribution.ts';
import type { ReportOrder } from '../../core/conversions/order.ts';
import { decodeToken, type TokenSigner } from '../../core/messages/tokens.ts';
import type { Shard } from '../../core/shared/shards.ts';
import { shardsOf } from '../../core/shared/shards.ts';
import { peopleOf } from './reportPeople.ts';
import type { Stores } from '../ports/stores/stores.ts';

export type Touches = Map<string, Touch[]>;

export function addTouch(touches: Touches, customerId: string, touch: Touch): void {
  const known = touches.get(customerId);
  if (known) known.push(touch);
  else touches.set(customerId, [touch]);
}

/** Adds what another campaign sent to these customers, looked up in its shards that cover the same buckets. */
export async function addSends(
  stores: Stores,
  touches: Touches,
  other: Campaign,
  range: Shard,
  customers: ReadonlySet<string>,
): Promise<void> {
  const shards = shardsOf(other.shards ?? 1).filter(({ from, to }) => from < range.to && to > range.from);
  for (const { shard } of shards) {
    for (const { customerId, sentAt } of await peopleOf(stores, other, shard, 0)) {
      if (sentAt === undefined || !customers.has(customerId)) continue;
      addTouch(touches, customerId, { campaignId: other.id, at: sentAt, kind: 'send' });
    }
  }
}

/** Adds these customers' own clicks (first and last) on a campaign's message. Machines' clicks are no touches. */
export async function addClicks(
  { timeline }: Stores,
  touches: Touches,
  campaignId: string,
  customers: ReadonlySet<string>,
): Promise<void> {
  for (const [customerId, { firstClickAt, lastClickAt }] of await timeline.getEngagements(campaignId, customers)) {
    for (const at of new Set([firstClickAt, lastClickAt])) {
      if (at !== undefined) addTouch(touches, customerId, { campaignId, at, kind: 'click' });
    }
  }
}

/**
 * Adds the click that an order's own token proves, where none of that campaign is known before the order: a shop hands
 * the token back even where the click itself was not recorded.
 */
export function addTokenClick(touches: Touches, order: ReportOrder, signer: TokenSigner): void {
  const token = order.clickToken === undefined ? undefined : decodeToken(order.clickToken, signer);
  if (token?.kind !== 'click' || token.customerId !== order.customerId) return;
  const known = (touches.get(order.customerId) ?? []).some(
    ({ campaignId, kind, at }) => campaignId === token.campaignId && kind === 'click' && at <= order.placedAt,
  );
  if (!known) addTouch(touches, order.customerId, { campaignId: token.campaignId, at: order.placedAt, kind: 'click' });
}
