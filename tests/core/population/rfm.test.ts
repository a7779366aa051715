import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDayCounter } from '../../../core/population/dayCounter.ts';
import { createQuantileSketch } from '../../../core/statistics/quantileSketch.ts';
import { fifthsOf, rfmScoresOf, type RfmReading } from '../../../core/population/rfmBorders.ts';
import { RFM_LABELS, rfmLabelOf } from '../../../core/population/rfmLabels.ts';

const SCORES = [1, 2, 3, 4, 5];

function bordersOf(all: readonly RfmReading[]) {
  const fifths = (read: (each: RfmReading) => number) => {
    const sketch = createQuantileSketch();
    for (const each of all) sketch.add(read(each));
    return fifthsOf(sketch.distribution());
  };
  const silence = createDayCounter();
  for (const { days } of all) silence.add(days);
  return {
    recency: fifthsOf(silence.distribution()),
    frequency: fifths((each) => each.orders),
    monetary: fifths((each) => each.revenue),
  };
}

const reading = fc.record({
  days: fc.integer({ min: 0, max: 90 }),
  orders: fc.integer({ min: 1, max: 20 }),
  revenue: fc.integer({ min: -50, max: 99 }),
});

describe('RFM scores', () => {
  it('part distinct values into five equal parts', () => {
    const all = Array.from({ length: 50 }, (_, at) => ({ days: at, orders: at + 1, revenue: at - 10 }));
    const borders = bordersOf(all);
    const scores = all.map((each) => rfmScoresOf(borders, each));
    expect(scores.map(({ recency }) => recency)).toEqual(all.map((_, at) => 5 - Math.floor(at / 10)));
    expect(scores.map(({ frequency }) => frequency)).toEqual(all.map((_, at) => 1 + Math.floor(at / 10)));
    expect(scores.map(({ monetary }) => monetary)).toEqual(all.map((_, at) => 1 + Math.floor(at / 10)));
  });

  it('follow the exact borders, with equal values in the same score', () => {
    fc.assert(
      fc.property(fc.array(reading, { minLength: 1, maxLength: 80 }), (all) => {
        const borders = bordersOf(all);
        const orders = all.map((each) => each.orders).sort((one, other) => one - other);
        const exact = [1, 2, 3, 4].map((fifth) => orders[Math.ceil((fifth * all.length) / 5) - 1]!);
        for (const each of all) {
          const { frequency } = rfmScoresOf(borders, each);
          expect(frequency).toBe(1 + exact.filter((border) => border < each.orders).length);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('give the fewest orders 1 and the latest order 5, however many share them', () => {
    const all = Array.from({ length: 10 }, (_, at) => ({ days: at < 9 ? 3 : 80, orders: at < 9 ? 1 : 2, revenue: 5 }));
    const borders = bordersOf(all);
    expect(rfmScoresOf(borders, all[0]!)).toEqual({ recency: 5, frequency: 1, monetary: 1 });
    expect(rfmScoresOf(borders, { days: 0, orders: 9, revenue: 9 })).toEqual({ recency: 5, frequency: 5, monetary: 5 });
  });
});

describe('RFM labels', () => {
  it('name every combination of scores, and each is used', () => {
    const named = SCORES.flatMap((recency) =>
      SCORES.flatMap((frequency) => SCORES.map((monetary) => rfmLabelOf({ recency, frequency, monetary }))),
    );
    expect(named).toHaveLength(125);
    expect(new Set(named)).toEqual(new Set(RFM_LABELS));
  });

  it('say what the corners of the table mean', () => {
    expect(rfmLabelOf({ recency: 5, frequency: 5, monetary: 5 })).toBe('champions');
    expect(rfmLabelOf({ recency: 5, frequency: 1, monetary: 1 })).toBe('new');
    expect(rfmLabelOf({ recency: 1, frequency: 5, monetary: 5 })).toBe('cannotLose');
    expect(rfmLabelOf({ recency: 1, frequency: 1, monetary: 1 })).toBe('lost');
  });

  it('refuse what is no score', () => {
    expect(() => rfmLabelOf({ recency: 0, frequency: 1, monetary: 1 })).toThrow('1 to 5');
  });
});
