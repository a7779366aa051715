import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newCustomer, type Customer } from '../../../core/customers/customer.ts';
import { decodeCustomer, encodeCustomer } from '../../../core/customers/codec.ts';
import type { StoredCustomer } from '../../../core/customers/storedItem.ts';
import { bucketOf } from '../../../core/shared/hash.ts';
import { customerIn } from './arbitraries.ts';

const overJson = (item: StoredCustomer) => JSON.parse(JSON.stringify(item)) as StoredCustomer;

describe('a stored customer', () => {
  it('decodes to the customer it was encoded from, over JSON and back', () => {
    fc.assert(
      fc.property(customerIn('Asia/Tehran'), (customer) => {
        expect(decodeCustomer(overJson(encodeCustomer(customer)))).toEqual(customer);
      }),
    );
  });

  it('leaves empty parts out', () => {
    const item = encodeCustomer(newCustomer('c1', 5));
    const bucket = bucketOf('c1');
    expect(item).toEqual({
      b: { S: String(bucket).padStart(3, '0') },
      id: { S: 'c1' },
      v: { N: '0' },
      ca: { N: '5' },
      cs: { S: String(bucket >> 4).padStart(2, '0') },
    });
  });

  it('keeps a name such as __proto__ a plain key', () => {
    const attributes = JSON.parse('{"__proto__": "x", "constructor": "y"}') as Customer['attributes'];
    const customer = { ...newCustomer('c1', 5), attributes };
    const read = decodeCustomer(overJson(encodeCustomer(customer)));
    expect(Object.entries(read.attributes)).toEqual([
      ['__proto__', 'x'],
      ['constructor', 'y'],
    ]);
  });

  it.each([
    ['v', { v: { S: '1' } }],
    ['ca', { ca: { N: 'soon' } }],
    ['em', { em: { N: '1' } }],
    ['at.tags', { at: { M: { tags: { L: [{ N: '1' }] } } } }],
    ['at.odd', { at: { M: { odd: { M: {} } } } }],
    ['at', { at: { S: 'x' } }],
    ['ct.email.g', { ct: { M: { email: { M: { at: { N: '1' }, by: { S: 'api' } } } } } }],
    ['sp.why', { sp: { M: { why: { S: 'bored' }, at: { N: '1' } } } }],
    ['or.USD.n', { or: { M: { USD: { M: {} } } } }],
    ['sg.seg_1', { sg: { M: { seg_1: { S: 'x' } } } }],
  ] satisfies [string, StoredCustomer][])(
    'names the customer and the field where %s is unreadable',
    (field, damage) => {
      const item = { ...encodeCustomer(newCustomer('c1', 5)), ...damage };
      expect(() => decodeCustomer(item)).toThrow(
        expect.objectContaining({
          name: 'StoredItemError',
          customerId: 'c1',
          field,
          message: expect.stringContaining('c1') as string,
        }),
      );
    },
  );
});
