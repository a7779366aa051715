import { describe, expect, it } from 'vitest';
import { encodeCustomer } from '../../../../core/customers/codec.ts';
import { newCustomer } from '../../../../core/customers/customer.ts';
import { membershipChange } from '../../../../core/segments/refresh/membership.ts';

const item = encodeCustomer({ ...newCustomer('c1', 1), segments: { old: 5, stays: 6, deleted: 7 } });

describe('a change of memberships', () => {
  it('names the segments entered and left, among those asked about', () => {
    expect(membershipChange(item, ['new', 'old', 'stays'], [true, false, true])).toEqual({
      enter: ['new'],
      leave: ['old'],
    });
  });

  it('is nothing where all is as stored', () => {
    expect(membershipChange(item, ['new', 'old', 'stays'], [false, true, true])).toBeUndefined();
    expect(membershipChange(encodeCustomer(newCustomer('c2', 1)), ['new'], [false], { all: true })).toBeUndefined();
  });

  it('leaves segments that no longer exist where all of them are known', () => {
    expect(membershipChange(item, ['new', 'old', 'stays'], [false, true, true], { all: true })).toEqual({
      enter: [],
      leave: ['deleted'],
    });
    expect(membershipChange(item, [], [], { all: true })).toEqual({ enter: [], leave: ['old', 'stays', 'deleted'] });
  });
});
