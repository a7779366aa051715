import { describe, expect, it } from 'vitest';
import { encodeCustomer } from '../../../core/customers/codec.ts';
import { newCustomer } from '../../../core/customers/customer.ts';
import {
  creationText,
  memberships,
  memberSince,
  storedAttributes,
  storedId,
  storedVersion,
} from '../../../core/customers/storedCustomer.ts';

const item = encodeCustomer({
  ...newCustomer('c1', 1_700_000_000_000),
  version: 7,
  attributes: { city: 'Lviv' },
  segments: { seg_1: 1_710_000_000_000 },
});

describe('a stored customer', () => {
  it('says who they are, how often they were written and since when they are known', () => {
    expect([storedId(item), storedVersion(item), creationText(item)]).toEqual(['c1', 7, '1700000000000']);
  });

  it('says what they are members of, and since when', () => {
    expect(Object.keys(memberships(item))).toEqual(['seg_1']);
    expect(memberSince(item, 'seg_1')).toBe(1_710_000_000_000);
    for (const id of ['seg_2', 'constructor', '__proto__']) expect(memberSince(item, id)).toBeUndefined();
  });

  it('keeps attributes by their names', () => {
    expect(storedAttributes(item)).toEqual({ city: { S: 'Lviv' } });
  });

  it('says nothing of parts that were not read', () => {
    expect([storedId({}), creationText({}), memberships({}), storedAttributes({})]).toEqual(['', '', {}, {}]);
  });
});
