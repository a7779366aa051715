import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { mergeOrder, type OrderDelivery } from '../../../core/conversions/mergeOrder.ts';
import { netAmount, isPlaced, type Order, type PlacedOrder, type Refund } from '../../../core/conversions/order.ts';

const order: PlacedOrder = { orderId: 'o1', customerId: 'c1', amount: 10_000, currency: 'USD', placedAt: 1_000 };
const refund = (refundId: string, overrides: Partial<Refund> = {}): Refund => ({
  refundId,
  amount: 500,
  currency: 'USD',
  at: 2_000,
  ...overrides,
});
const placed = (overrides: Partial<PlacedOrder> = {}): OrderDelivery => ({
  kind: 'placed',
  order: { ...order, ...overrides },
});
const refunded = (value: Refund, customerId?: string): OrderDelivery => ({
  kind: 'refunded',
  orderId: 'o1',
  refund: value,
  ...(customerId === undefined ? {} : { customerId }),
});

/** Runs deliveries one after the other, and books effects as the caller does. */
function deliver(deliveries: readonly OrderDelivery[]) {
  let stored: Order | undefined;
  const effects: string[] = [];
  const conflicts: string[] = [];
  for (const delivery of deliveries) {
    const result = mergeOrder(stored, delivery);
    if (result.kind === 'conflict') conflicts.push(result.field);
    if (result.kind !== 'changed') continue;
    stored = result.next;
    const owner = stored.customerId ?? 'nobody';
    if (result.apply.order) effects.push(`${owner} bought ${result.apply.order.amount}`);
    for (const { refundId, amount, currency } of result.apply.refunds) {
      effects.push(`${owner} back ${refundId} ${amount} ${currency}`);
    }
  }
  return { stored, effects: effects.sort(), conflicts };
}

function permutations<T>(values: readonly T[]): T[][] {
  if (values.length <= 1) return [[...values]];
  return values.flatMap((value, index) =>
    permutations([...values.slice(0, index), ...values.slice(index + 1)]).map((rest) => [value, ...rest]),
  );
}

describe('an order and its refunds', () => {
  const six = [
    placed(),
    placed(),
    refunded(refund('r1')),
    refunded(refund('r2', { amount: 700, at: 1_500 })),
    refunded(refund('r2', { amount: 700, at: 1_500 })),
    refunded(refund('r3', { amount: 9_999, currency: 'EUR' })),
  ];

  it('come to the same record and the same effects in all 720 orders of six deliveries', () => {
    const expected = {
      stored: { ...order, refunds: [refund('r2', { amount: 700, at: 1_500 }), refund('r1')] },
      effects: ['c1 back r1 500 USD', 'c1 back r2 700 USD', 'c1 bought 10000'],
    };
    for (const deliveries of permutations(six)) expect(deliver(deliveries)).toMatchObject(expected);
  });

  it('come to the same whether or not some refunds name the customer', () => {
    const mixed = [
      placed(),
      refunded(refund('r1')),
      refunded(refund('r1'), 'c1'),
      refunded(refund('r2', { amount: 1 }), 'c1'),
      refunded(refund('r3', { amount: 2 })),
      refunded(refund('r3', { amount: 2 })),
    ];
    const expected = deliver(mixed);
    expect(expected.effects).toHaveLength(4);
    for (const deliveries of permutations(mixed)) expect(deliver(deliveries)).toEqual(expected);
  });

  it('come to the same for any set of deliveries, shuffled and repeated', () => {
    const deliveryArb = fc.oneof(
      fc.constant(placed()),
      fc
        .record({ id: fc.constantFrom('a', 'b', 'c', 'd'), named: fc.boolean() })
        .map(({ id, named }) => refunded(refund(id, { amount: id.charCodeAt(0) }), named ? 'c1' : undefined)),
    );
    fc.assert(
      fc.property(
        fc
          .uniqueArray(deliveryArb, { selector: (delivery) => JSON.stringify(delivery), maxLength: 6 })
          .chain((set) => fc.tuple(fc.constant(set), fc.shuffledSubarray([...set, ...set], { minLength: set.length }))),
        ([set, repeated]) => {
          const all = [...repeated, ...set];
          const once = deliver(set);
          expect(deliver(all).stored).toEqual(once.stored);
          expect(deliver(all).effects).toEqual(once.effects);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('keep a refund waiting until its order names the customer', () => {
    const waiting = mergeOrder(undefined, refunded(refund('r1')));
    expect(waiting).toMatchObject({ kind: 'changed', apply: { refunds: [] } });
    expect(deliver([refunded(refund('r1'))]).stored).toEqual({ orderId: 'o1', refunds: [refund('r1')] });
  });

  it('apply a refund at once where it names the customer, and not again with the order', () => {
    expect(deliver([refunded(refund('r1'), 'c1')]).effects).toEqual(['c1 back r1 500 USD']);
    expect(deliver([refunded(refund('r1'), 'c1'), placed()]).effects).toEqual([
      'c1 back r1 500 USD',
      'c1 bought 10000',
    ]);
  });
});

describe('a delivery that contradicts what is stored', () => {
  it.each([
    ['amount', { amount: 1 }],
    ['currency', { currency: 'EUR' }],
    ['customerId', { customerId: 'c2' }],
    ['placedAt', { placedAt: 2 }],
  ])('names the field %s and changes nothing', (field, overrides) => {
    const result = deliver([placed(), placed(overrides)]);
    expect(result.conflicts).toEqual([field]);
    expect(result.stored).toEqual({ ...order, refunds: [] });
  });

  it('is found on a refund id that is used again for other money', () => {
    expect(deliver([placed(), refunded(refund('r1')), refunded(refund('r1', { amount: 501 }))]).conflicts).toEqual([
      'amount',
    ]);
    expect(deliver([refunded(refund('r1')), refunded(refund('r1', { at: 2_001 }))]).conflicts).toEqual(['refundedAt']);
  });

  it('is a refund in another currency than its order, told to the sender once the order is known', () => {
    const euro = refunded(refund('r1', { currency: 'EUR' }));
    expect(deliver([placed(), euro])).toMatchObject({ conflicts: ['currency'], stored: { refunds: [] } });
    const waiting = deliver([euro]).stored;
    expect(mergeOrder(waiting, placed())).toMatchObject({
      next: { refunds: [] },
      ignored: [{ refund: { refundId: 'r1' }, reason: 'otherCurrency' }],
    });
  });

  it('is an order or refund of another customer than the one already named', () => {
    expect(deliver([placed(), refunded(refund('r1'), 'c2')]).conflicts).toEqual(['customerId']);
    expect(deliver([refunded(refund('r1'), 'c2'), placed()]).conflicts).toEqual(['customerId']);
  });
});

describe('what is left of an order', () => {
  it('is its amount less the refunds in its own currency', () => {
    const { stored } = deliver([refunded(refund('r0', { currency: 'EUR' }), 'c1'), placed(), refunded(refund('r1'))]);
    expect(stored && isPlaced(stored) && netAmount(stored)).toBe(9_500);
  });
});
