import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addToDay, KEPT_BUCKETS, KEPT_DAYS, parseDays, sumDays } from '../../../core/customers/dayBuckets.ts';

interface Addition {
  readonly day: number;
  readonly count?: number;
  readonly amount?: number;
  readonly refunds?: number;
}

const addition = (days: fc.Arbitrary<number>): fc.Arbitrary<Addition> =>
  fc.oneof(
    fc.record({ day: days, count: fc.constant(1) }),
    fc.record({ day: days, count: fc.constant(1), amount: fc.nat(1_000_000) }),
    fc.record({ day: days, refunds: fc.nat(1_000_000) }),
  );
const addAll = (additions: readonly Addition[]) =>
  additions.reduce((buckets, add) => addToDay(buckets, add.day, add), '');
const shuffled = (days: fc.Arbitrary<number>, size: { minLength?: number; maxLength: number }) =>
  fc
    .array(addition(days), size)
    .chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })));

describe('day buckets', () => {
  it('leave trailing zero columns out', () => {
    expect(addToDay('', 20_411, { count: 1 })).toBe('20411,1');
    expect(addToDay('20411,1', 20_410, { count: 1, amount: 250 })).toBe('20410,1,250;20411,1');
    expect(addToDay('20411,1', 20_411, { refunds: 40 })).toBe('20411,1,0,40');
  });

  it('come out the same in whatever order a short history arrives', () => {
    fc.assert(
      fc.property(shuffled(fc.integer({ min: 20_000, max: 20_900 }), { maxLength: 40 }), ([one, other]) => {
        expect(addAll(one)).toBe(addAll(other));
      }),
    );
  });

  it('come out the same in whatever order a long history arrives, old buckets being dropped on the way', () => {
    fc.assert(
      fc.property(
        shuffled(fc.integer({ min: 20_000, max: 20_700 }), {
          minLength: KEPT_BUCKETS + 50,
          maxLength: KEPT_BUCKETS + 200,
        }),
        ([one, other]) => {
          expect(addAll(one)).toBe(addAll(other));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('are ascending and keep every day that a window can reach', () => {
    fc.assert(
      fc.property(
        fc.array(addition(fc.integer({ min: 20_000, max: 20_700 })), { minLength: 1, maxLength: KEPT_BUCKETS + 200 }),
        (additions) => {
          const days = parseDays(addAll(additions)).map((bucket) => bucket.day);
          expect(days).toEqual([...new Set(days)].sort((a, b) => a - b));
          const newest = Math.max(...additions.map((add) => add.day));
          const reachable = new Set(additions.map((add) => add.day).filter((day) => day > newest - KEPT_DAYS));
          expect(days.filter((day) => day > newest - KEPT_DAYS)).toHaveLength(reachable.size);
          expect(days.length).toBeLessThanOrEqual(Math.max(KEPT_BUCKETS, reachable.size));
        },
      ),
    );
  });

  it('sum a range as a plain count over the buckets does, both ends inclusive', () => {
    const day = fc.integer({ min: 19_990, max: 20_110 });
    fc.assert(
      fc.property(fc.array(addition(day), { maxLength: 60 }), day, day, (additions, from, to) => {
        const inside = additions.filter((add) => add.day >= from && add.day <= to);
        const total = (of: 'count' | 'amount' | 'refunds') => inside.reduce((sum, add) => sum + (add[of] ?? 0), 0);
        expect(sumDays(addAll(additions), from, to)).toEqual({
          count: total('count'),
          amount: total('amount'),
          refunds: total('refunds'),
          days: new Set(inside.filter((add) => add.count).map((add) => add.day)).size,
        });
      }),
    );
  });

  it('sum nothing for an empty history and for days before 1970', () => {
    expect(sumDays('', 0, 30_000)).toEqual({ count: 0, amount: 0, refunds: 0, days: 0 });
    expect(sumDays(addToDay('', -3, { count: 2, amount: -5 }), -10, 0)).toEqual({
      count: 2,
      amount: -5,
      refunds: 0,
      days: 1,
    });
  });
});
