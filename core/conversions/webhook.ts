import type { ProfileChange } from '../customers/profile.ts';
import type { FieldError } from '../shared/errors.ts';
import { futureProblem } from '../shared/future.ts';
import type { PlacedOrder, Refund } from './order.ts';

/** Who something is about; one of the two is there, and `customerId` wins. */
interface Who {
  readonly customerId?: string;
  readonly email?: string;
}

interface ShopEvent {
  readonly eventId: string;
  readonly name: string;
  /** Epoch ms. */
  readonly at: number;
  readonly properties?: Readonly<Record<string, unknown>>;
}

/** What a shop's system tells. Instants are epoch ms. */
export type Webhook =
  | { readonly type: 'order.placed'; readonly data: Who & Omit<PlacedOrder, 'customerId' | 'category'> }
  | {
      readonly type: 'order.refunded';
      readonly data: Omit<Refund, 'at'> & { readonly orderId: string; readonly refundedAt: number };
    }
  | { readonly type: 'event.recorded'; readonly data: Who & ShopEvent }
  | { readonly type: 'customer.updated'; readonly data: ProfileChange & { readonly customerId: string } };

/** What is wrong where a webhook tells of what is yet to happen. */
export function futureIssue(webhook: Webhook, now: number): FieldError | undefined {
  const said = instantOf(webhook);
  const reason = said && futureProblem(said.at, now);
  return said && reason !== undefined ? { path: `data.${said.field}`, reason } : undefined;
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

/** An order's category is its items' where they agree. */
export function categoryOf(items: PlacedOrder['items']): { readonly category?: string } {
  const [first] = items ?? [];
  return first && items?.every(({ category }) => category === first.category) === true
    ? { category: first.category }
    : {};
}
