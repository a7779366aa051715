import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { Touch } from '../../../core/conversions/attribution.ts';
import type { ReportOrder } from '../../../core/conversions/order.ts';
import { createReport } from '../../../core/reports/report.ts';
import type { Assignment, ReportOptions } from '../../../core/reports/reportTypes.ts';
import { MAX_SEGMENTS } from '../../../core/segments/rule/limits.ts';
import { DAY_MS } from '../../../core/shared/days.ts';

const AT = Date.UTC(2026, 0, 1);

const options = (overrides: Partial<ReportOptions<null>> = {}): ReportOptions<null> => ({
  campaignId: 'cmp_1',
  now: AT + 100 * DAY_MS,
  currency: 'USD',
  model: 'lastClick',
  windowDays: 14,
  segments: [{ segment: 'seg_1', name: 'Loyal' }],
  weights: { treatment: 0.5, holdout: 0.5 },
  status: 'measured',
  waterfall: null,
  ...overrides,
});
const assigned = (overrides: Partial<Assignment> = {}): Assignment => ({
  customerId: 'c',
  arm: 'treatment',
  at: AT,
  segments: ['seg_1'],
  ...overrides,
});
const bought = (amount: number, overrides: Partial<ReportOrder> = {}): ReportOrder => ({
  orderId: `o${amount}`,
  customerId: 'c',
  amount,
  currency: 'USD',
  placedAt: AT + DAY_MS,
  refunds: [],
  ...overrides,
});
const click = (overrides: Partial<Touch> = {}): Touch => ({
  campaignId: 'cmp_1',
  at: AT + 1,
  kind: 'click',
  ...overrides,
});

type Customer = readonly [Assignment, readonly ReportOrder[], readonly Touch[]];
function reportOf(customers: readonly Customer[], overrides: Partial<ReportOptions<null>> = {}) {
  const report = createReport(options(overrides));
  for (const [assignment, orders, touches] of customers) report.add(assignment, orders, touches);
  return report.finish();
}

/** 200 treated of whom 40 spend 1000, 200 held out of whom 20 do. */
const clearGain: Customer[] = Array.from({ length: 400 }, (_, index) => {
  const arm = index < 200 ? 'treatment' : 'holdout';
  const buys = index % 200 < (arm === 'holdout' ? 20 : 40);
  return [
    assigned({ customerId: `c${index}`, arm, cost: 0.01 }),
    buys ? [bought(1_000)] : [],
    arm === 'holdout' ? [] : [click()],
  ];
});

describe('the total of a campaign', () => {
  it('compares revenue per customer with the holdout', () => {
    const { total } = reportOf(clearGain);
    expect(total.treated).toEqual({ customers: 200, buyers: 40, conversions: 40, revenue: 40_000 });
    expect(total.holdout).toEqual({ customers: 200, buyers: 20, conversions: 20, revenue: 20_000 });
    // Means 200 and 100; variances 1000^2 p(1-p) 200/199; df by Welch-Satterthwaite 374.8, t 1.96632
    const error = Math.sqrt((1_000_000 * (0.2 * 0.8 + 0.1 * 0.9)) / 199);
    expect(total.perCustomer.estimate).toBeCloseTo(100, 10);
    expect(total.perCustomer.low).toBeCloseTo(100 - 1.9663 * error, 1);
    expect(total.perCustomer.high).toBeCloseTo(100 + 1.9663 * error, 1);
    expect(total.incremental.revenue.estimate).toBe(20_000);
    expect(total.incremental.conversions.estimate).toBeCloseTo(20, 10);
    expect(total.verdict).toBe('gain');
  });

  it('takes messages, fixed cost and discount from the margin of what was earned', () => {
    const { total } = reportOf(clearGain, { costs: { fixed: 500, discountRate: 0.1 }, marginRate: 0.5 });
    expect(total.cost).toBe(2 + 500 + 4_000); // 200 messages at a hundredth of a cent are 2
    expect(total.profit.estimate).toBe(20_000 * 0.5 - total.cost);
    expect(total.roi?.estimate).toBeCloseTo((total.profit.estimate ?? NaN) / total.cost, 12);
  });

  it('has no return on a cost of zero', () => {
    const free = clearGain.map(([assignment, ...rest]): Customer => [{ ...assignment, cost: 0 }, ...rest]);
    expect(reportOf(free).total).toMatchObject({ cost: 0, roi: null, profit: { estimate: 20_000 } });
  });

  it('decides on profit: a gain in revenue that its cost eats is a loss', () => {
    expect(reportOf(clearGain, { costs: { fixed: 1_000_000 } }).total.verdict).toBe('loss');
  });

  it('counts orders from the assignment on until the window closes, less their refunds', () => {
    const orders = [
      bought(1, { placedAt: AT - 1 }),
      bought(20, { placedAt: AT }),
      bought(300, {
        placedAt: AT + 14 * DAY_MS - 1,
        refunds: [{ refundId: 'r', amount: 100, currency: 'USD', at: AT + 50 * DAY_MS }],
      }),
      bought(4_000, { placedAt: AT + 14 * DAY_MS }),
    ];
    expect(reportOf([[assigned(), orders, []]]).total.treated).toEqual({
      customers: 1,
      buyers: 1,
      conversions: 2,
      revenue: 220,
    });
  });

  it('counts a customer whose order was refunded whole as converted, with no revenue', () => {
    const order = bought(10, { refunds: [{ refundId: 'r', amount: 10, currency: 'USD', at: AT }] });
    expect(reportOf([[assigned(), [order], []]]).total.treated).toMatchObject({ conversions: 1, revenue: 0 });
  });

  it('leaves orders in other currencies out and says so', () => {
    const orders = [bought(10), bought(9_999, { currency: 'EUR' }), bought(1, { currency: 'EUR', placedAt: AT - 5 })];
    const report = reportOf([[assigned(), orders, [click()]]]);
    expect(report.total.treated.revenue).toBe(10);
    expect(report.excludedCurrencies).toEqual([{ currency: 'EUR', orders: 1 }]);
    expect(report.notes).toContain('excludedCurrencies');
  });
});

describe('attribution', () => {
  it('gives the campaign its share of what treated customers bought after its touches', () => {
    const touches = [click(), click({ campaignId: 'cmp_2', at: AT + 2 })];
    const customer: Customer = [assigned(), [bought(1_001)], touches];
    const attributed = (model: 'lastClick' | 'firstTouch' | 'linear') =>
      reportOf([customer], { model }).total.attributed;
    expect(attributed('lastClick')).toEqual({ model: 'lastClick', conversions: 0, revenue: 0 });
    expect(attributed('firstTouch')).toEqual({ model: 'firstTouch', conversions: 1, revenue: 1_001 });
    expect(attributed('linear')).toEqual({ model: 'linear', conversions: 1, revenue: 501 });
  });

  it('never credits what the holdout bought', () => {
    expect(reportOf([[assigned({ arm: 'holdout' }), [bought(5)], [click()]]]).total.attributed.revenue).toBe(0);
  });
});

describe('a campaign without a holdout', () => {
  it('shows what is attributed but claims nothing incremental', () => {
    const treated = clearGain.slice(0, 200);
    const report = reportOf(treated, { weights: { treatment: 1 }, costs: { fixed: 10 } });
    const unknown = { estimate: null, low: null, high: null };
    expect(report.total).toMatchObject({
      perCustomer: unknown,
      incremental: { conversions: unknown, revenue: unknown },
      profit: unknown,
      roi: null,
      verdict: 'not-enough-data',
      attributed: { conversions: 40, revenue: 40_000 },
    });
    expect(report.notes).toContain('noHoldout');
    expect(report.sampleRatio).toEqual({ p: null, ok: true });
  });
});

describe('segments and variants', () => {
  const arms = ['a', 'b', 'holdout'];
  const customers: Customer[] = Array.from({ length: 600 }, (_, index) => [
    assigned({
      customerId: `c${index}`,
      arm: arms[index % 3] ?? '',
      segments: index < 300 ? ['seg_1', 'seg_2'] : ['seg_2'],
    }),
    index % 7 === 0 ? [bought(700)] : [],
    [],
  ]);
  const report = reportOf(customers, { weights: { b: 1, a: 1, holdout: 1 }, costs: { fixed: 900 } });

  it('each have a cell of their own against the same holdout', () => {
    expect(report.variants.map(({ arm, treated }) => [arm, treated.customers])).toEqual([
      ['b', 200],
      ['a', 200],
    ]);
    expect(report.segments.map(({ segment, name, treated }) => [segment, name, treated.customers])).toEqual([
      ['seg_1', 'Loyal', 200],
      ['seg_2', 'seg_2', 400],
    ]);
    expect(report.segments[0]?.variants[0]).toMatchObject({
      arm: 'b',
      treated: { customers: 100 },
      holdout: { customers: 100 },
    });
  });

  it('carry fixed cost by their share of the treated', () => {
    expect([report.total, ...report.variants, ...report.segments].map(({ cost }) => cost)).toEqual([
      900, 450, 450, 450, 900,
    ]);
  });

  it('are said to overlap and to be many, with the number of intervals that miss by chance', () => {
    expect(report.notes).toEqual(['segmentsOverlap', 'multipleComparisons']);
    expect(report.comparisons.intervals).toBe(9);
    expect(report.comparisons.expectedToMiss).toBeCloseTo(0.45, 12);
  });

  it('show a named segment that nobody was in', () => {
    expect(reportOf([]).segments[0]).toMatchObject({
      segment: 'seg_1',
      treated: { customers: 0 },
      verdict: 'not-enough-data',
    });
  });

  it('repeat the total where there is one treated arm, which is no comparison of its own', () => {
    const { variants, total, comparisons } = reportOf(clearGain);
    expect(variants).toEqual([{ arm: 'treatment', ...total }]);
    expect(comparisons.intervals).toBe(2); // the total and its one segment
  });

  it('are refused where a column of ids was taken for labels', () => {
    const builder = createReport(options());
    expect(() => {
      for (let id = 0; id <= MAX_SEGMENTS; id++) builder.add(assigned({ segments: [`s${id}`] }), [], []);
    }).toThrow('segments');
  });

  it('may be labelled with any text', () => {
    const labels = ['__proto__', 'constructor', 'خرید', ''];
    const odd = reportOf([[assigned({ segments: labels }), [bought(3)], []]], { segments: [] });
    expect(odd.segments.map(({ segment, treated }) => [segment, treated.revenue])).toEqual(
      labels.sort().map((label) => [label, 3]),
    );
  });
});

describe('the notes', () => {
  it('say while windows are still open', () => {
    const open = { now: AT + 14 * DAY_MS - 1 };
    expect(reportOf(clearGain, open).notes).toContain('windowOpen');
    expect(reportOf(clearGain, { now: AT + 14 * DAY_MS }).notes).not.toContain('windowOpen');
  });

  it('say nothing of a plain campaign to one segment', () => {
    expect(reportOf(clearGain).notes).toEqual([]);
  });

  it('say when arms are not as they were planned', () => {
    const report = reportOf(clearGain, { weights: { treatment: 0.9, holdout: 0.1 } });
    expect(report.sampleRatio.ok).toBe(false);
    expect(report.notes).toContain('sampleRatioMismatch');
  });
});

describe('a report built customer by customer', () => {
  const customerArb: fc.Arbitrary<Customer> = fc
    .record({
      arm: fc.constantFrom('a', 'b', 'holdout'),
      segments: fc.uniqueArray(fc.constantFrom('seg_1', 'seg_2', 'seg_3')),
      at: fc.integer({ min: AT, max: AT + DAY_MS }),
      cost: fc.double({ min: 0, max: 5, noNaN: true }),
      amounts: fc.array(fc.maxSafeInteger().map(Math.abs), { maxLength: 2 }),
      currency: fc.constantFrom('USD', 'EUR'),
    })
    .map(({ amounts, currency, ...rest }) => [
      assigned(rest),
      amounts.map((amount) => bought(amount, { currency })),
      rest.arm === 'holdout' ? [] : [click()],
    ]);

  it('is the same to the last digit in whatever order customers come', () => {
    const customersArb = fc
      .array(customerArb, { maxLength: 40 })
      .chain((customers) =>
        fc.tuple(
          fc.constant(customers),
          fc.shuffledSubarray(customers, { minLength: customers.length, maxLength: customers.length }),
        ),
      );
    fc.assert(
      fc.property(customersArb, ([customers, shuffled]) => {
        expect(reportOf(shuffled)).toEqual(reportOf(customers));
      }),
    );
  });
});
