import { applyEvent } from '../../core/customers/events.ts';
import { answerOf, applyAnswer } from '../../core/customers/feedback.ts';
import type { Deps } from '../ports/deps.ts';
import { changeCustomer } from '../customers/changeCustomer.ts';
import type { DefaultCustomer } from '../customers/findCustomer.ts';
import { failedCondition, onceOnly, type ReceiptKey } from './receipt.ts';

type Dependencies = Pick<Deps, 'stores' | 'clock'>;

export interface ShopEvent {
  readonly eventId: string;
  readonly customerId: string;
  readonly name: string;
  /** Epoch ms. */
  readonly at: number;
  readonly properties?: Readonly<Record<string, unknown>>;
}

/** The event id is a second fence of its own: the same event under another delivery id counts once. */
const FENCE = '#event';

/** Records a named event of a customer: day buckets, an answer, memberships and the timeline in one transaction. */
export async function recordEvent(
  deps: Dependencies,
  event: ShopEvent,
  receipt: ReceiptKey,
  defaultCustomer: DefaultCustomer,
): Promise<void> {
  const { stores } = deps;
  const own = { source: FENCE, id: event.eventId, hash: '' };
  const fences = [stores.receipts.operation(receipt), stores.receipts.operation(own)];
  const { timeZone } = await stores.settings.get();
  await onceOnly(deps, receipt, async () => {
    try {
      await changeCustomer(
        deps,
        event.customerId,
        async (current) => {
          const before = current ?? (await defaultCustomer(event.customerId));
          const { properties = {}, eventId, name, at } = event;
          const counted = applyEvent(before, { name, at, properties }, timeZone);
          const answer = answerOf({ name, at, properties });
          return {
            customer: answer ? applyAnswer(counted, answer) : counted,
            events: [{ at, type: 'event', id: `event:${eventId}`, name, properties }],
          };
        },
        fences,
      );
    } catch (error) {
      const known = failedCondition(error, 1) && !failedCondition(error, 0);
      if (!known) throw error;
      await stores.transact([stores.receipts.operation(receipt)]);
    }
  });
}
