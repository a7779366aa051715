import type { OrderDelivery } from '../../core/conversions/mergeOrder.ts';
import { parseInstant } from '../../core/shared/days.ts';
import { futureProblem } from '../../core/shared/future.ts';
import type { FieldError } from '../../core/shared/errors.ts';
import { externalIdProblem } from '../../core/shared/ids.ts';
import { isCurrency, minorDigits, parseAmount } from '../../core/shared/money.ts';
import { idOf, textOf } from '../csv/cells.ts';
import type { Read } from './customersRow.ts';
import type { Row } from './parseRow.ts';

export interface OrderRow {
  readonly customerId: string;
  readonly orderId: string;
  readonly delivery: OrderDelivery;
}

/**
 * One row of an orders file. With `refund_of` it is a refund: `order_id` is then the refund's own id, and its amount
 * counts as money given back whatever its sign. Dates without an offset are in the workspace's zone.
 */
export function readOrderRow(row: Row, timeZone: string, now: number): Read<OrderRow> {
  const errors: FieldError[] = [];
  const id = idOf(row.get('order_id'));
  const customerId = idOf(row.get('customer_id'));
  const refundOf = idOf(row.get('refund_of'));
  const currency = textOf(row.get('currency')).toUpperCase();
  check(errors, 'order_id', externalIdProblem(id));
  check(errors, 'customer_id', externalIdProblem(customerId));
  if (refundOf !== '') check(errors, 'refund_of', externalIdProblem(refundOf));
  const at = parseInstant(textOf(row.get('placed_at')), timeZone);
  if (at === undefined)
    errors.push({
      path: 'placed_at',
      reason: 'must be an ISO date or time, such as 2026-02-28 or 2026-02-28T12:00:00Z',
    });
  else check(errors, 'placed_at', futureProblem(at, now));
  if (!isCurrency(currency)) errors.push({ path: 'currency', reason: 'must be three letters (ISO 4217)' });
  const units = isCurrency(currency) ? amountOf(row, currency, refundOf !== '', errors) : undefined;
  if (errors.length > 0 || at === undefined || units === undefined) return { errors };

  if (refundOf !== '') {
    const refund = { refundId: id, amount: units, currency, at };
    return {
      value: { customerId, orderId: refundOf, delivery: { kind: 'refunded', orderId: refundOf, customerId, refund } },
    };
  }
  const category = textOf(row.get('category'));
  const order = {
    orderId: id,
    customerId,
    amount: units,
    currency,
    placedAt: at,
    ...(category !== '' && { category }),
  };
  return { value: { customerId, orderId: id, delivery: { kind: 'placed', order } } };
}

function amountOf(row: Row, currency: string, refund: boolean, errors: FieldError[]): number | undefined {
  const units = parseAmount(textOf(row.get('amount')), currency);
  if (units === undefined) {
    const digits = minorDigits(currency);
    const reason = `must be a decimal with a point and at most ${digits} digits behind it`;
    errors.push({ path: 'amount', reason: digits === 0 ? 'must be a whole number' : reason });
    return undefined;
  }
  if (units < 0 && !refund) {
    errors.push({ path: 'amount', reason: 'must not be negative; a refund names its order in refund_of' });
    return undefined;
  }
  return Math.abs(units);
}

function check(errors: FieldError[], path: string, reason: string | undefined): void {
  if (reason) errors.push({ path, reason });
}
