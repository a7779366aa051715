import { createHash } from 'node:crypto';
import { newCustomer } from '../../core/customers/customer.ts';
import { ValidationError } from '../../core/shared/errors.ts';
import { futureProblem } from '../../core/shared/future.ts';
import { fieldErrors, MalformedBodyError } from '../http/problem.ts';
import { findCustomer, type DefaultCustomer } from '../../app/customers/findCustomer.ts';
import { onceOnly, type ReceiptKey } from '../../app/conversions/receipt.ts';
import { recordEvent } from '../../app/conversions/recordEvent.ts';
import { recordOrder } from '../../app/conversions/recordOrder.ts';
import { recordProfile } from '../../app/customers/recordProfile.ts';
import type { Deps } from '../../app/ports/deps.ts';
import { sourceSecretName } from '../../app/sources/sourceSecret.ts';
import { verifySignature } from './verifySignature.ts';
import { webhookRules, type Webhook } from './webhookRules.ts';

export type WebhookNeeds = Pick<Deps, 'stores' | 'clock' | 'signer' | 'secrets'>;

/** Takes one signed delivery of a source. Returns only after the durable write; throws what the caller is told. */
export async function receiveWebhook(
  deps: WebhookNeeds,
  source: string,
  headers: Headers,
  bytes: Uint8Array,
): Promise<void> {
  const secrets = await deps.secrets.get(sourceSecretName(source));
  const { id, text } = verifySignature({ headers, bytes, secrets, now: deps.clock() });
  const webhook = parse(text);
  refuseFuture(webhook, deps.clock());
  await record(deps, webhook, { source, id, hash: createHash('sha256').update(text).digest('base64url') });
}

function parse(text: string): Webhook {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new MalformedBodyError('the body is not valid JSON');
  }
  const parsed = webhookRules.safeParse(body);
  if (!parsed.success) throw new ValidationError(fieldErrors(parsed.error));
  return parsed.data;
}

function refuseFuture(webhook: Webhook, now: number): void {
  const said = instantOf(webhook);
  const reason = said && futureProblem(said.at, now);
  if (said && reason !== undefined) throw new ValidationError([{ path: `data.${said.field}`, reason }]);
}

function instantOf({ type, data }: Webhook): { readonly field: string; readonly at: number } | undefined {
  switch (type) {
    case 'order.placed':
      return { field: 'placedAt', at: data.placedAt };
    case 'order.refunded':
      return { field: 'refundedAt', at: data.refundedAt };
    case 'event.recorded':
      return { field: 'at', at: data.at };
    case 'customer.updated':
      return undefined;
  }
}

async function record(deps: WebhookNeeds, webhook: Webhook, receipt: ReceiptKey): Promise<void> {
  switch (webhook.type) {
    case 'order.placed': {
      const { customerId: given, email, ...order } = webhook.data;
      const { customerId, defaultCustomer } = await findCustomer(deps, { customerId: given, email });
      await recordOrder(
        deps,
        { kind: 'placed', order: { ...order, customerId, ...categoryOf(order.items) } },
        defaultCustomer,
        receipt,
      );
      return;
    }
    case 'order.refunded': {
      const { orderId, refundId, amount, currency, refundedAt } = webhook.data;
      const refund = { refundId, amount, currency, at: refundedAt };
      await recordOrder(deps, { kind: 'refunded', orderId, refund }, newcomerOf(deps), receipt);
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
function newcomerOf({ clock }: WebhookNeeds): DefaultCustomer {
  return (id) => Promise.resolve(newCustomer(id, clock()));
}

/** An order's category is its items' where they agree. */
function categoryOf(items: readonly { readonly category: string }[] | undefined): { category?: string } {
  const [first] = items ?? [];
  return first && items?.every(({ category }) => category === first.category) === true
    ? { category: first.category }
    : {};
}
