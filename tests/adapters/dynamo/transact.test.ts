import { describe, expect, it } from 'vitest';
import { newCustomer } from '../../../core/customers/customer.ts';
import { useStores } from '../../support/stores.ts';
import { TransactionFailedError } from '../../../app/ports/stores/transact.ts';

const NOW = Date.UTC(2026, 1, 1);
const test = useStores();
const order = (orderId: string, customerId: string) => ({
  orderId,
  customerId,
  amount: 1999,
  currency: 'EUR',
  placedAt: NOW,
  refunds: [],
});

const failureOf = async (promise: Promise<void>): Promise<TransactionFailedError> => {
  const error: unknown = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(TransactionFailedError);
  return error as TransactionFailedError;
};

describe('a transaction', () => {
  it('writes customer, order, receipt and timeline together', async () => {
    const { customers, orders, receipts, timeline, transact } = await test.fresh();
    await transact([
      customers.operation(newCustomer('ann', NOW)),
      orders.operation(order('o1', 'ann'), 0),
      receipts.operation({ source: 'shop', id: 'm1', hash: 'h1' }),
      timeline.operation('ann', { at: NOW, type: 'visited', id: 'e1' }),
      timeline.engagementOperation({
        customerId: 'ann',
        campaignId: 'cmp',
        version: 0,
        opens: 1,
        machineOpens: 0,
        clicks: 0,
        machineClicks: 0,
        seen: [],
      }),
    ]);
    expect((await customers.get('ann'))?.version).toBe(1);
    expect(await orders.get('o1')).toEqual({ order: order('o1', 'ann'), version: 1 });
    expect(await receipts.get('shop', 'm1')).toEqual({ source: 'shop', id: 'm1', hash: 'h1', at: NOW });
    expect(await timeline.getEngagement('ann', 'cmp')).toMatchObject({ version: 1, opens: 1 });
  });

  it('writes nothing where one condition fails, and says which with what is stored', async () => {
    const { customers, orders, receipts, transact } = await test.fresh();
    await transact([receipts.operation({ source: 'shop', id: 'm1', hash: 'first' })]);
    const failure = await failureOf(
      transact([
        orders.operation(order('o1', 'ann'), 0),
        receipts.operation({ source: 'shop', id: 'm1', hash: 'second' }),
      ]),
    );
    expect(failure).toMatchObject({ name: 'TransactionFailedError', retryable: true });
    expect(failure.failed.map(({ index, reason }) => [index, reason])).toEqual([[1, 'condition']]);
    expect(receipts.parse(failure.failed[0]!.item!).hash).toBe('first');
    expect(await orders.get('o1')).toBeUndefined();

    const saved = await customers.save(newCustomer('ann', NOW));
    await customers.save({ ...saved, language: 'fa' });
    const stale = await failureOf(transact([customers.operation(saved)]));
    expect(customers.parse(stale.failed[0]!.item!)).toMatchObject({ version: 2, language: 'fa' });
    const missing = await failureOf(transact([orders.operation(order('o9', 'ann'), 4)]));
    expect(missing.failed).toEqual([{ index: 0, reason: 'condition' }]);
  });

  it('is the same transaction under the same token', async () => {
    const { orders, transact } = await test.fresh();
    const operations = [orders.operation(order('o1', 'ann'), 0)];
    await transact(operations, 'token-1');
    await transact(operations, 'token-1');
    expect((await orders.get('o1'))?.version).toBe(1);
    expect((await failureOf(transact(operations, 'token-2'))).failed[0]?.reason).toBe('condition');
  });

  it('lets exactly one of 40 parallel deliveries through', async () => {
    const { customers, orders, receipts, transact } = await test.fresh();
    const ends = await Promise.allSettled(
      Array.from({ length: 40 }, () =>
        transact([
          customers.operation(newCustomer('ann', NOW)),
          orders.operation(order('o1', 'ann'), 0),
          receipts.operation({ source: 'shop', id: 'm1', hash: 'h' }),
        ]),
      ),
    );
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('of no operations does nothing, and one too large is refused', async () => {
    const { customers, transact } = await test.fresh();
    await transact([]);
    const huge = { ...newCustomer('ann', NOW), attributes: { text: 'x'.repeat(410_000) } };
    await expect(transact([customers.operation(huge)])).rejects.toMatchObject({ name: 'TooLargeError' });
    await expect(customers.save(huge)).rejects.toMatchObject({ name: 'TooLargeError' });
  });
});
