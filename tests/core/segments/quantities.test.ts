import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeCustomer } from '../../../core/customers/codec.ts';
import { newCustomer, type Customer } from '../../../core/customers/customer.ts';
import { applyOrder } from '../../../core/customers/orders.ts';
import { createQuantileSketch } from '../../../core/statistics/quantileSketch.ts';
import { compileRule, contextAt } from '../../../core/segments/compile/compile.ts';
import { explainRule } from '../../../core/segments/explain/explain.ts';
import type { Quantities } from '../../../core/segments/compile/quantities.ts';
import { parseRule, type Rule } from '../../../core/segments/rule/rule.ts';
import { customerIn, TODAY, ZONES } from '../customers/arbitraries.ts';
import { quantityClause, fittedShop, quantityRule } from './quantityArbitraries.ts';
import { holds } from './reference.ts';
import { rule, SEGMENTS } from './ruleArbitraries.ts';

const DAY = 86_400_000;
const NOW = TODAY * DAY + DAY / 2;
const lookup = (id: string): Rule | undefined => SEGMENTS.find((segment) => segment.id === id)?.rule;
const shop = fc.constantFrom(...ZONES).chain((timeZone) => fittedShop(customerIn(timeZone), NOW, timeZone));

function buyer(id: string, amounts: readonly number[], daysAgo = 10): Customer {
  return amounts.reduce(
    (customer, amount, index) =>
      applyOrder(customer, { amount, currency: 'USD', placedAt: NOW - (daysAgo + index) * DAY }, 'UTC'),
    newCustomer(id, NOW),
  );
}

function revenueOf(values: readonly number[]): Quantities {
  const sketch = createQuantileSketch();
  values.forEach((value) => {
    sketch.add(value);
  });
  return {
    fittedAt: NOW,
    today: TODAY,
    currency: 'USD',
    customers: values.length,
    distributions: new Map([['revenue', sketch.distribution()]]),
    prediction: { ok: false, reason: 'too little' },
  };
}

describe('a clause about global quantities', () => {
  it('decides as the plain reference does, over random rules, shops and fits', () => {
    fc.assert(
      fc.property(quantityRule(rule), shop, (each, { customers, context }) => {
        const compiled = compileRule(parseRule(JSON.parse(JSON.stringify(each))), lookup);
        for (const customer of customers) {
          expect(compiled(encodeCustomer(customer), context)).toBe(holds(each, customer, context, lookup));
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('holds for nobody before anything is fitted, and for nobody without an order', () => {
    fc.assert(
      fc.property(quantityClause, shop, (each, { customers, context: { quantities, ...before } }) => {
        const compiled = compileRule(each, lookup);
        for (const customer of customers) {
          expect(compiled(encodeCustomer(customer), before)).toBe(false);
          const stranger = encodeCustomer({ ...customer, orders: {} });
          expect(compiled(stranger, { ...before, quantities })).toBe(false);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('follows the quantities from one fit to the next', () => {
    const compiled = compileRule({ percentile: 'revenue', top: 20 }, lookup);
    const item = encodeCustomer(buyer('c1', [5_000]));
    const context = contextAt(NOW, 'UTC', 'USD');
    const few = revenueOf([1_000, 2_000, 3_000, 4_000, 5_000]);
    expect(compiled(item, { ...context, quantities: few })).toBe(true);
    expect(compiled(item, { ...context, quantities: revenueOf([5_000, 6_000, 7_000, 8_000, 9_000]) })).toBe(false);
    expect(compiled(item, { ...context, quantities: few })).toBe(true);
  });

  it('counts silence to the day of the fit, so that nobody drifts between fits', () => {
    const quantities: Quantities = {
      ...revenueOf([1_000]),
      rfm: { recency: [7, 30, 60, 90], frequency: [], monetary: [] },
    };
    const item = encodeCustomer(buyer('c1', [1_000], 3));
    const fresh = compileRule({ rfm: { recency: { eq: 5 } } }, lookup);
    for (const later of [0, 30, 300]) {
      expect(fresh(item, { ...contextAt(NOW + later * DAY, 'UTC', 'USD'), quantities })).toBe(true);
    }
  });
});

describe('explaining such a clause', () => {
  const context = contextAt(NOW, 'UTC', 'USD');
  const item = encodeCustomer(buyer('c1', [5_000, 1_000]));
  const explain = (each: Rule, quantities?: Quantities, of = item) =>
    explainRule(each, of, { ...context, ...(quantities && { quantities }) }, lookup)[0];

  it('says what is missing', () => {
    const fitted = revenueOf([1_000, 2_000]);
    const stranger = encodeCustomer(newCustomer('c2', NOW));
    expect(explain({ predicted: 'churn', gte: 0 })).toMatchObject({ holds: false, value: null, reason: 'notFitted' });
    expect(explain({ predicted: 'churn', gte: 0 }, fitted)).toMatchObject({ value: null, reason: 'refused' });
    expect(explain({ rfm: ['loyal'] }, fitted)).toMatchObject({ value: null, reason: 'notFitted' });
    expect(explain({ percentile: 'revenue', within: '7d', top: 5 }, fitted)).toMatchObject({
      value: 0,
      reason: 'windowNotFitted',
    });
    expect(explain({ percentile: 'revenue', top: 5 }, fitted, stranger)).toMatchObject({
      value: null,
      reason: 'noOrder',
    });
  });

  it('tells the number, and the one to be beaten', () => {
    const explained = explain({ percentile: 'revenue', top: 40 }, revenueOf([1_000, 2_000, 3_000, 9_000, 9_000]));
    expect(explained).toMatchObject({ holds: true, value: 6_000 });
    expect(explained?.limit).toBeGreaterThan(3_000 * 0.995);
    expect(explained?.limit).toBeLessThan(3_000 * 1.005);
  });

  it('tells the scores with their group', () => {
    const rfm = { recency: [1, 2, 3, 4], frequency: [0, 0, 0, 0], monetary: [0, 0, 0, 0] };
    expect(explain({ rfm: ['atRisk'] }, { ...revenueOf([1]), rfm })).toMatchObject({
      value: { recency: 1, frequency: 5, monetary: 5, label: 'cannotLose' },
    });
  });
});

describe('reading such a clause', () => {
  it.each([
    [{ rfm: [] }, 'rule.rfm'],
    [{ rfm: ['loyal', 'vip'] }, 'rule.rfm[1]'],
    [{ rfm: {} }, 'rule.rfm'],
    [{ rfm: { recency: { gte: 6 } } }, 'rule.rfm.recency.gte'],
    [{ rfm: { recency: 5 } }, 'rule.rfm.recency'],
    [{ rfm: { r: { gte: 1 } } }, 'rule.rfm.r'],
    [{ rfm: ['loyal'], within: '7d' }, 'rule.within'],
    [{ percentile: 'clicks', top: 10 }, 'rule.percentile'],
    [{ percentile: 'revenue' }, 'rule'],
    [{ percentile: 'revenue', top: 10, bottom: 10 }, 'rule.bottom'],
    [{ percentile: 'revenue', top: 0 }, 'rule.top'],
    [{ percentile: 'revenue', top: 51 }, 'rule.top'],
    [{ percentile: 'revenue', top: 10, within: '500d' }, 'rule.within'],
    [{ predicted: 'alive', gte: 0.5 }, 'rule.predicted'],
    [{ predicted: 'churn' }, 'rule'],
    [{ predicted: 'churn', gte: 70 }, 'rule.gte'],
    [{ predicted: 'churn', between: [0.2, 2] }, 'rule.between'],
  ])('refuses %j at %s', (input, path) => {
    expect(() => parseRule(input)).toThrow(expect.objectContaining({ errors: [expect.objectContaining({ path })] }));
  });

  it('gives back what was written', () => {
    fc.assert(
      fc.property(quantityClause, (each) => {
        expect(parseRule(JSON.parse(JSON.stringify(each)))).toEqual(each);
      }),
    );
  });
});
