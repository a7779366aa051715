import { describe, expect, it } from 'vitest';
import { MAX_ITEMS, MAX_PROPERTIES, webhookSchema } from '../../contract/webhooks.ts';

const placed = (overrides: Record<string, unknown> = {}) => ({
  type: 'order.placed',
  data: {
    orderId: 'o1',
    customerId: 'c1',
    amount: 1999,
    currency: 'USD',
    placedAt: '2026-02-28T12:00:00Z',
    ...overrides,
  },
});
const refunded = (overrides: Record<string, unknown> = {}) => ({
  type: 'order.refunded',
  data: {
    orderId: 'o1',
    refundId: 'r1',
    amount: 5,
    currency: 'USD',
    refundedAt: '2026-03-01T00:00:00+03:30',
    ...overrides,
  },
});
const recorded = (overrides: Record<string, unknown> = {}) => ({
  type: 'event.recorded',
  data: { eventId: 'e1', email: 'a@example.org', name: 'viewed', at: '2026-03-01T00:00:00Z', ...overrides },
});
const updated = (overrides: Record<string, unknown> = {}) => ({
  type: 'customer.updated',
  data: { customerId: 'c1', attributes: { tier: 'gold' }, ...overrides },
});
const item = { sku: 's', category: 'books', quantity: 2, amount: 100 };

/** The path of the first fault, or "ok". */
function fault(body: unknown): string {
  // Through JSON, so that undefined means absent.
  const result = webhookSchema.safeParse(JSON.parse(JSON.stringify(body)));
  return result.success ? 'ok' : (result.error.issues[0]?.path.join('.') ?? '');
}

describe('a webhook body', () => {
  it('comes out with its instants as epoch ms', () => {
    expect(webhookSchema.parse(placed())).toEqual({
      type: 'order.placed',
      data: { orderId: 'o1', customerId: 'c1', amount: 1999, currency: 'USD', placedAt: Date.UTC(2026, 1, 28, 12) },
    });
    expect(webhookSchema.parse(refunded()).data).toMatchObject({ refundedAt: Date.UTC(2026, 1, 28, 20, 30) });
  });

  it('may hold fields that we do not know; they are ignored', () => {
    const parsed = webhookSchema.parse({
      ...placed({ loyaltyPoints: 3, items: [{ ...item, colour: 'red' }] }),
      sentBy: 'x',
    });
    expect(JSON.stringify(parsed)).not.toMatch(/loyalty|colour|sentBy/);
  });

  it.each([
    ['an order', placed({ items: [item], clickToken: 't', email: 'a@example.org' })],
    ['a refund', refunded()],
    ['an event', recorded({ properties: { plan: 'gold', seats: 3, trial: false, coupon: null } })],
    [
      'a profile',
      updated({ email: 'a@example.org', consent: { email: false }, timeZone: 'Asia/Tehran', language: 'fa' }),
    ],
  ])('with %s as documented is taken', (_, body) => {
    expect(fault(body)).toBe('ok');
  });

  it.each([
    ['a negative amount', placed({ amount: -1 }), 'data.amount'],
    ['a fraction of a cent', placed({ amount: 1.5 }), 'data.amount'],
    ['an amount as text', placed({ amount: '10' }), 'data.amount'],
    ['an amount beyond exact integers', placed({ amount: 2 ** 53 }), 'data.amount'],
    ['a time without an offset', placed({ placedAt: '2026-02-28T12:00:00' }), 'data.placedAt'],
    ['30 February', placed({ placedAt: '2026-02-30T12:00:00Z' }), 'data.placedAt'],
    ['the year 9999', placed({ placedAt: '9999-01-01T00:00:00Z' }), 'data.placedAt'],
    ['nobody', placed({ customerId: undefined }), 'data.customerId'],
    ['an item without a category', placed({ items: [{ sku: 's', quantity: 1, amount: 1 }] }), 'data.items.0.category'],
    ['too many items', placed({ items: Array.from({ length: MAX_ITEMS + 1 }, () => item) }), 'data.items'],
    ['a refund without an id', refunded({ refundId: undefined }), 'data.refundId'],
    ['a refund below zero', refunded({ amount: -5 }), 'data.amount'],
    ['a nested property', recorded({ properties: { a: { b: 1 } } }), 'data.properties.a'],
    [
      'too many properties',
      recorded({ properties: Object.fromEntries(Array.from({ length: MAX_PROPERTIES + 1 }, (_, i) => [`p${i}`, i])) }),
      'data.properties',
    ],
    ['an attribute that is an object', updated({ attributes: { a: {} } }), 'data.attributes.a'],
    ['a change of nobody', updated({ customerId: undefined }), 'data.customerId'],
    ['an unknown type', { type: 'order.shipped', data: {} }, 'type'],
    ['no data', { type: 'order.placed' }, 'data'],
  ])('with %s is refused at its path', (_, body, path) => {
    expect(fault(body)).toBe(path);
  });

  it('cannot reach the prototype of what is parsed', () => {
    const body: unknown = JSON.parse(
      '{"type":"event.recorded","data":{"eventId":"e","customerId":"c","name":"n","at":"2026-01-01T00:00:00Z","properties":{"__proto__":{"admin":true}}}}',
    );
    const result = webhookSchema.safeParse(body);
    expect(JSON.stringify(result.data ?? {})).not.toContain('admin');
    expect(Object.hasOwn(Object.prototype, 'admin')).toBe(false);
  });
});
