import type { Customer } from '../../core/customers/customer.ts';
import { UNSUBSCRIBE_SOURCE } from '../../core/campaigns/audience.ts';
import { applyClick, applyOpen } from '../../core/customers/events.ts';
import { applyReaction } from '../../core/customers/reactions.ts';
import { dayOf } from '../../core/shared/days.ts';
import { VersionConflictError } from '../../core/shared/errors.ts';
import type { Deps } from '../ports/deps.ts';
import { changeCustomer, MAX_TRIES } from '../customers/changeCustomer.ts';
import { newEngagement, type CampaignEngagement } from '../../core/campaigns/engagement.ts';
import { countersBetween } from '../../core/campaigns/uniqueCounters.ts';

type Dependencies = Pick<Deps, 'stores' | 'clock'>;

export interface Recipient {
  readonly customerId: string;
  readonly campaignId: string;
}

/** Changes one customer's engagement with one campaign until no other write comes in between. Returns before and after. */
async function changeEngagement(
  { stores }: Dependencies,
  { customerId, campaignId }: Recipient,
  change: (current: CampaignEngagement) => CampaignEngagement,
): Promise<{ before: CampaignEngagement; after: CampaignEngagement }> {
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const before =
      (await stores.timeline.getEngagement(customerId, campaignId)) ?? newEngagement(customerId, campaignId);
    const after = change(before);
    if (after === before) return { before, after };
    // Counted first: after a crash in between, the repeat counts the same and saves.
    await stores.uniqueCounters.add(campaignId, customerId, countersBetween(before, after));
    try {
      return { before, after: await stores.timeline.saveEngagement(after) };
    } catch (error) {
      if (!(error instanceof VersionConflictError)) throw error;
    }
  }
  throw new VersionConflictError(
    `the engagement of ${customerId} with ${campaignId} is being changed by too many at once`,
  );
}

/** Records an open or a click. People's go into the profile, too, an open once per campaign; machines' stand apart. */
export async function recordVisit(
  deps: Dependencies,
  recipient: Recipient,
  kind: 'open' | 'click',
  isMachine: (engagement: CampaignEngagement) => boolean,
): Promise<void> {
  // Nothing may grow again where somebody was erased.
  if (!(await deps.stores.customers.get(recipient.customerId))) return;
  const now = deps.clock();
  const { before } = await changeEngagement(deps, recipient, (current) =>
    visited(current, kind, isMachine(current), now),
  );
  if (isMachine(before) || (kind === 'open' && before.opens > 0)) return;
  const { timeZone } = await deps.stores.settings.get();
  const { customerId, campaignId } = recipient;
  const apply = kind === 'open' ? applyOpen : applyClick;
  const reaction = { campaignId, kind: kind === 'open' ? 'opened' : 'clicked', day: dayOf(now, timeZone) } as const;
  await changeCustomer(
    deps,
    customerId,
    (customer) => customer && { customer: applyReaction(apply(customer, now, timeZone), reaction) },
  );
}

function visited(
  current: CampaignEngagement,
  kind: 'open' | 'click',
  machine: boolean,
  now: number,
): CampaignEngagement {
  if (kind === 'open') {
    if (machine) return { ...current, machineOpens: current.machineOpens + 1 };
    return { ...current, opens: current.opens + 1, firstOpenAt: current.firstOpenAt ?? now, lastOpenAt: now };
  }
  if (machine) return { ...current, machineClicks: current.machineClicks + 1 };
  return { ...current, clicks: current.clicks + 1, firstClickAt: current.firstClickAt ?? now, lastClickAt: now };
}

/** Withdraws consent through a campaign's link. Any number of times is the same as once. */
export async function recordUnsubscribe(deps: Dependencies, recipient: Recipient): Promise<void> {
  const now = deps.clock();
  const customer = await changeCustomer(deps, recipient.customerId, (current) => {
    if (!current || isUnsubscribed(current)) return undefined;
    return {
      customer: {
        ...current,
        consent: { ...current.consent, email: { granted: false, at: now, source: UNSUBSCRIBE_SOURCE } },
      },
      events: [
        {
          at: now,
          type: 'unsubscribed',
          id: `unsubscribed:${recipient.campaignId}:${now}`,
          campaignId: recipient.campaignId,
        },
      ],
    };
  });
  if (!customer) return;
  await changeEngagement(deps, recipient, (current) =>
    current.unsubscribedAt === undefined ? { ...current, unsubscribedAt: now } : current,
  );
}

function isUnsubscribed({ consent }: Customer): boolean {
  return consent.email?.granted === false && consent.email.source === UNSUBSCRIBE_SOURCE;
}
