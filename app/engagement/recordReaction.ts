import type { CustomerEvent } from '../../core/customers/timeline.ts';
import { VersionConflictError } from '../../core/shared/errors.ts';
import type { Deps } from '../ports/deps.ts';
import { mergeEngagement } from './mergeEngagement.ts';
import type { FailedRecipient } from './deliveryFailures.ts';
import type { Received } from './received.ts';
import { type SesEvent, suppressedBy } from './sesEvent.ts';
import { newEngagement } from '../../core/campaigns/engagement.ts';
import { type ActivityCounter, countersBetween } from '../../core/campaigns/uniqueCounters.ts';

type Dependencies = Pick<Deps, 'stores'>;

const TRIES = 10;

/**
 * Records what a recipient, or their server, did with a campaign's message. Returns who bounced for good or
 * complained: these are counted for the whole batch together.
 */
export async function recordReaction(
  { stores }: Dependencies,
  { record, event, origin }: Received,
  customerId: string | undefined,
): Promise<FailedRecipient | undefined> {
  if (!origin || customerId === undefined) return undefined;
  const { campaignId, shard } = origin;
  const reason = suppressedBy(event)?.reason;
  const fault = reason === undefined ? undefined : { record, campaignId, shard, customerId, reason };
  // Nothing may grow again where somebody was erased.
  if (!(await stores.customers.get(customerId))) return fault;
  await stores.uniqueCounters.add(campaignId, customerId, countersOf(event));
  await keepEngagement({ stores }, customerId, campaignId, event);
  const { mail, reject, failure } = event.detail;
  const refusal = reject?.reason ?? failure?.errorMessage;
  if (refusal !== undefined) {
    // SES took the message and then did not send it (a virus, a template that does not render).
    const event: CustomerEvent = {
      at: mail.timestamp,
      type: 'message.rejected',
      id: `message.rejected:${mail.messageId}`,
      reason: refusal,
      campaignId,
    };
    await stores.timeline.append(customerId, [event]);
  }
  return fault;
}

/** What is counted of an event by itself; opens and clicks are counted as the engagement record changes. */
function countersOf({ detail }: SesEvent): ActivityCounter[] {
  if (detail.reject || detail.failure) return ['rejected'];
  return detail.eventType === 'Bounce' && detail.bounce?.bounceType !== 'Permanent' ? ['softBounced'] : [];
}

async function keepEngagement(
  { stores }: Dependencies,
  customerId: string,
  campaignId: string,
  event: SesEvent,
): Promise<void> {
  for (let tries = 0; tries < TRIES; tries++) {
    const known =
      (await stores.timeline.getEngagement(customerId, campaignId)) ?? newEngagement(customerId, campaignId);
    const merged = mergeEngagement(known, event);
    if (merged === known) return;
    // Counted first: after a crash in between, the event comes again and finds the record as it was.
    await stores.uniqueCounters.add(campaignId, customerId, countersBetween(known, merged));
    try {
      await stores.timeline.saveEngagement(merged);
      return;
    } catch (error) {
      if (!(error instanceof VersionConflictError)) throw error;
    }
  }
  throw new VersionConflictError('a customer’s engagement is being written without a pause');
}
