import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCellTable, decodeCells, encodeCells } from '../../../core/prediction/cellTable.ts';
import {
  activityGroups,
  addHistory,
  decodeSummary,
  emptySummary,
  encodeSummary,
  mergeSummary,
  spendGroups,
  type FittingSummary,
} from '../../../core/prediction/fittingSummary.ts';
import type { OrderHistory } from '../../../core/prediction/orderHistory.ts';
import { random } from './simulate.ts';

const history = fc
  .record({
    repeats: fc.nat(4),
    lastDays: fc.nat(400),
    rest: fc.nat(400),
    repeatValue: fc.integer({ min: -50, max: 90_000 }),
  })
  .map(({ repeats, lastDays, rest, repeatValue }): OrderHistory => {
    const last = repeats === 0 ? 0 : lastDays;
    return { repeats, lastDays: last, ageDays: last + rest, repeatValue: repeats === 0 ? 0 : repeatValue };
  });
const LIMIT = 12;

function summarise(histories: readonly OrderHistory[], limit = LIMIT): FittingSummary {
  const summary = emptySummary(limit);
  for (const one of histories) addHistory(summary, one);
  return summary;
}

describe('a fitting summary', () => {
  it('is the same for any split into shards and any order of merging', () => {
    const shards = fc.array(fc.array(history, { maxLength: 25 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(shards, (parts) => {
        const merged = emptySummary(LIMIT);
        for (const part of parts.toReversed()) mergeSummary(merged, summarise(part));
        expect(encodeSummary(merged)).toEqual(encodeSummary(summarise(parts.flat())));
      }),
      { numRuns: 300 },
    );
  });

  it('never has more cells than the limit, but for one cell a class', () => {
    fc.assert(
      fc.property(fc.array(history, { maxLength: 120 }), (histories) => {
        const { activity, spend } = summarise(histories);
        expect(activity.cells().length).toBeLessThanOrEqual(LIMIT);
        expect(spend.cells().length).toBeLessThanOrEqual(LIMIT);
      }),
    );
  });

  it('keeps customers, days and money exact, however coarse it gets', () => {
    fc.assert(
      fc.property(fc.array(history, { maxLength: 80 }), (histories) => {
        const summary = summarise(histories);
        const groups = activityGroups(summary);
        const total = (of: (one: OrderHistory) => number): number => histories.reduce((sum, one) => sum + of(one), 0);
        expect(groups.reduce((sum, { customers }) => sum + customers, 0)).toBe(histories.length);
        expect(groups.reduce((sum, group) => sum + group.customers * group.repeats, 0)).toBe(
          total((one) => one.repeats),
        );
        expect(groups.reduce((sum, group) => sum + group.customers * group.ageWeeks * 7, 0)).toBeCloseTo(
          total((one) => one.ageDays),
          6,
        );
        const money = spendGroups(summary).reduce(
          (sum, group) => sum + group.customers * group.repeats * group.meanValue,
          0,
        );
        expect(money).toBeCloseTo(
          total(({ repeatValue }) => Math.max(0, repeatValue)),
          4,
        );
      }),
    );
  });

  it('tells every two days of eleven years apart while there is room', () => {
    const summary = emptySummary(20_000);
    for (let ageDays = 0; ageDays < 4_000; ageDays++)
      addHistory(summary, { repeats: 0, lastDays: 0, ageDays, repeatValue: 0 });
    expect(activityGroups(summary)).toHaveLength(4_000);
  });

  it('comes back from its text as it was, and goes on from there', () => {
    fc.assert(
      fc.property(fc.array(history, { maxLength: 200 }), history, (histories, another) => {
        const summary = summarise(histories, 6_000);
        const read = decodeSummary(encodeSummary(summary));
        addHistory(summary, another);
        addHistory(read, another);
        expect(encodeSummary(read)).toEqual(encodeSummary(summary));
      }),
    );
    const table = createCellTable({ places: 1, sums: 1, limit: 3 });
    for (let day = -50; day < 50; day++) table.add(1, [day], [1]);
    expect(table.level()).toBeGreaterThan(4);
    expect(encodeCells(decodeCells(encodeCells(table), table.shape))).toBe(encodeCells(table));
  });

  it.each(['', '0;1', '0;1,2,?,1,1,1', '99;1,1,1,1,1,1', '0;1,1,1,1,1,1.5', '-1;1,1,1,1,1,1', '0;01,1,1,1,1,1'])(
    'is refused when its text is damaged: "%s"',
    (activity) => {
      expect(() => decodeSummary({ activity, spend: '0' })).toThrow('not a table of counts');
    },
  );

  it('of 200,000 very mixed customers fits one stored item', () => {
    const next = random(7);
    const summary = emptySummary();
    for (let index = 0; index < 200_000; index++) {
      const repeats = Math.floor(200 * next() ** 4);
      const ageDays = 1 + Math.floor(3_000 * next());
      const lastDays = repeats === 0 ? 0 : Math.ceil(ageDays * next());
      addHistory(summary, { repeats, lastDays, ageDays, repeatValue: Math.round(repeats * 10 ** (2 + 4 * next())) });
    }
    const { activity, spend } = encodeSummary(summary);
    expect(activity.length + spend.length).toBeLessThan(360_000);
  });
});
