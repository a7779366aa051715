import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeCustomer } from '../../../../core/customers/codec.ts';
import { newCustomer } from '../../../../core/customers/customer.ts';
import { compileRule } from '../../../../core/segments/compile/compile.ts';
import { quantityClause } from '../quantityArbitraries.ts';
import { explained, NOW, revenueOf, shop } from './fits.ts';

describe('a clause that compares with everybody', () => {
  it('holds for nobody before anything is fitted, and for nobody without an order', () => {
    fc.assert(
      fc.property(quantityClause, shop, (each, { customers, context: { population, ...before } }) => {
        const compiled = compileRule(each, () => undefined);
        for (const customer of customers) {
          expect(compiled(encodeCustomer(customer), before)).toBe(false);
          const stranger = encodeCustomer({ ...customer, orders: {} });
          expect(compiled(stranger, { ...before, population })).toBe(false);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('says what is missing', () => {
    const stranger = encodeCustomer(newCustomer('c2', NOW));
    fc.assert(
      fc.property(quantityClause, (each) => {
        expect(explained(each)).toMatchObject({ holds: false, value: null, reason: 'notFitted' });
        expect(explained(each, revenueOf([1_000]), stranger)).toMatchObject({ value: null, reason: 'noOrder' });
      }),
    );
  });
});
