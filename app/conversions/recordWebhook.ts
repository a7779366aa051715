import { categoryOf, futureIssue, type Webhook } from '../../core/conversions/webhook.ts';
import { newCustomer } from '../../core/customers/customer.ts';
import { ValidationError } from '../../core/shared/errors.ts';
import { type DefaultCustomer, findCustomer } from '../customers/findCustomer.ts';
import { recordProfile } from '../customers/recordProfile.ts';
import type { Deps } from '../ports/deps.ts';
import { onceOnly, type ReceiptKey } from './receipt.ts';
import { recordEvent } from './recordEvent.ts';
import { recordOrder } from './recordOrder.ts';

type Dependencies = Pick<Deps, 'stores' | 'clock' | 'signer'>;

/**
 * Records what a shop's system tells, once for its receipt; returns after the durable write. Throws ValidationError for
 * what is yet to happen, ConflictError where it contradicts what came before.
 */
export async function recordWebhook(deps: Dependencies, webhook: Webhook, receipt: ReceiptKey): Promise<void> {
  const issue = futureIssue(webhook, deps.clock());
  if (issue) throw new ValidationError([issue]);
  switch (webhook.type) {
    case 'order.placed': {
      const { customerId: given, email, ...order } = webhook.data;
      const { customerId, defaultCustomer } = await findCustomer(deps, { customerId: given, email });
      const placed = { ...order, customerId, ...categoryOf(order.items) };
      await recordOrder(deps, { kind: 'placed', order: placed }, defaultCustomer, receipt);
      return;
    }
    case 'order.refunded': {
      const { orderId, refundId, amount, currency, refundedAt } = webhook.data;
      const refund = { refundId, amount, currency, at: refundedAt };
      await recordOrder(deps, { kind: 'refunded', orderId, refund }, customerOfOrder(deps), receipt);
      return;
    }
    case 'event.recorded': {
      const { customerId: given, email, ...event } = webhook.data;
      const { customerId, defaultCustomer } = await findCustomer(deps, { customerId: given, email });
      await recordEvent(deps, { ...event, customerId }, receipt, defaultCustomer);
      return;
    }
    case 'customer.updated': {
      const { customerId, ...change } = webhook.data;
      const alongside = [deps.stores.receipts.operation(receipt)];
      await onceOnly(deps, receipt, () =>
        recordProfile(deps, customerId, change, `webhook:${receipt.source}`, alongside),
      );
      return;
    }
  }
}

/** A refund names no customer: whoever its order belongs to. */
function customerOfOrder({ clock }: Pick<Dependencies, 'clock'>): DefaultCustomer {
  return (id) => Promise.resolve(newCustomer(id, clock()));
}
