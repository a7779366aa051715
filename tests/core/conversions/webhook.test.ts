import { describe, expect, it } from 'vitest';
import { categoryOf, futureIssue, type Webhook } from '../../../core/conversions/webhook.ts';

const NOW = Date.UTC(2026, 1, 28);
const DAY = 86_400_000;
const placed = (placedAt: number): Webhook => ({
  type: 'order.placed',
  data: { orderId: 'o1', customerId: 'c1', amount: 100, currency: 'USD', placedAt },
});

describe('a webhook', () => {
  it('may not tell of what is yet to happen, and says in which field it does', () => {
    expect(futureIssue(placed(NOW), NOW)).toBeUndefined();
    expect(futureIssue(placed(NOW + 2 * DAY), NOW)).toMatchObject({ path: 'data.placedAt' });
    const event: Webhook = { type: 'event.recorded', data: { eventId: 'e1', name: 'visit', at: NOW + 2 * DAY } };
    expect(futureIssue(event, NOW)).toMatchObject({ path: 'data.at' });
  });

  it('of a changed profile has no instant that could lie ahead', () => {
    expect(futureIssue({ type: 'customer.updated', data: { customerId: 'c1' } }, NOW)).toBeUndefined();
  });
});

describe('the category of an order', () => {
  const item = (category: string) => ({ sku: 's', category, quantity: 1, amount: 1 });

  it('is that of its items where they agree', () => {
    expect(categoryOf([item('books'), item('books')])).toEqual({ category: 'books' });
    expect(categoryOf([item('books'), item('toys')])).toEqual({});
    expect(categoryOf(undefined)).toEqual({});
  });
});
