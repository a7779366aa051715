import { describe, expect, it } from 'vitest';
import { webhookRules } from '../../../functions/webhooks/webhookRules.ts';

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
  data: { orderId: 'o1', refundId: 'r1', amount: 5, currency: 'USD', refundedAt: '2026-03-01T00:00:00Z', ...overrides },
});
const recorded = (overrides: Record<string, unknown> = {}) => ({
  type: 'event.recorded',
  data: { eventId: 'e1', email: 'a@example.org', name: 'viewed', at: '2026-03-01T00:00:00Z', ...overrides },
});
const updated = (overrides: Record<string, unknown> = {}) => ({
  type: 'customer.updated',
  data: { customerId: 'c1', attributes: { tier: 'gold' }, ...overrides },
});

/** The path of the first fault, or "ok". */
function fault(body: unknown): string {
  // Through JSON, so that undefined means absent.
  const result = webhookRules.safeParse(JSON.parse(JSON.stringify(body)));
  return result.success ? 'ok' : (result.error.issues[0]?.path.join('.') ?? '');
}

describe('a webhook', () => {
  it.each([
    ['a small-letter currency', placed({ currency: 'usd' }), 'data.currency'],
    ['a refund in no currency', refunded({ currency: 'EURO' }), 'data.currency'],
    ['an empty order id', placed({ orderId: '' }), 'data.orderId'],
    ['a control character in an id', placed({ orderId: 'a\nb' }), 'data.orderId'],
    ['an id of 129 characters', placed({ orderId: 'x'.repeat(129) }), 'data.orderId'],
    ['a customer of half a surrogate pair', recorded({ customerId: '\ud800' }), 'data.customerId'],
    ['a refund id with a control character', refunded({ refundId: 'r\u0000' }), 'data.refundId'],
    ['an event named as a part of every object', recorded({ name: 'constructor' }), 'data.name'],
    ['a property without a name', recorded({ properties: { '': 1 } }), 'data.properties.'],
    ['an address that is none', updated({ email: 'nobody' }), 'data.email'],
    ['a time zone on Mars', updated({ timeZone: 'Mars/Base' }), 'data.timeZone'],
    ['nobody, as the shape alone has it', placed({ customerId: undefined }), 'data.customerId'],
    ['an amount as text, as the shape alone has it', placed({ amount: '10' }), 'data.amount'],
  ])('with %s is refused at its path', (_, body, path) => {
    expect(fault(body)).toBe(path);
  });

  it('names a customer by id, by e-mail or by both', () => {
    expect(fault(placed({ email: 'a@example.org' }))).toBe('ok');
    expect(fault(recorded())).toBe('ok');
  });

  it('changes a profile as PUT does, with what it does not know ignored', () => {
    const body = updated({ email: ' Ana@Example.ORG ', consent: { email: true, sms: true }, phone: '1' });
    expect(webhookRules.parse(body).data).toEqual({
      customerId: 'c1',
      attributes: { tier: 'gold' },
      email: 'ana@example.org',
      consent: { email: true },
    });
  });

  it('cannot reach the prototype of what is parsed', () => {
    const body: unknown = JSON.parse(
      '{"type":"event.recorded","data":{"eventId":"e","customerId":"c","name":"n","at":"2026-01-01T00:00:00Z","properties":{"__proto__":{"admin":true}}}}',
    );
    const result = webhookRules.safeParse(body);
    expect(JSON.stringify(result.data ?? {})).not.toContain('admin');
    expect(Object.hasOwn(Object.prototype, 'admin')).toBe(false);
  });
});
