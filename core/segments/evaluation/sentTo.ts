import { createdAt, storedId } from '../../customers/storedCustomer.ts';
import { dayOf } from '../../shared/days.ts';
import type { EvaluationContext } from './context.ts';
import type { KnownSend } from './sendLookup.ts';
import type { Values } from '../../customers/storedValues.ts';

const NO_SENDS: readonly KnownSend[] = [];

/** The messages that were accepted for a customer, of one campaign or of all. */
export function sentTo(item: Values, { sends }: EvaluationContext, campaign?: string): readonly KnownSend[] {
  const id = storedId(item);
  if (!sends || id === '') return NO_SENDS;
  // An id that was erased and came back is somebody of whom nothing was kept.
  const since = createdAt(item);
  return sends(id).filter(
    (send) => (campaign === undefined || send.campaignId === campaign) && (send.imported === true || send.at >= since),
  );
}

/** The days (day numbers, in no order) on which they were accepted. */
export function daysSentTo(item: Values, context: EvaluationContext, campaign?: string): readonly number[] {
  return sentTo(item, context, campaign).map(({ at }) => dayOf(at, context.timeZone));
}
