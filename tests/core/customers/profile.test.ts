import { describe, expect, it } from 'vitest';
import { newCustomer, type Customer } from '../../../core/customers/customer.ts';
import { applyProfileChange, profileChangeSchema } from '../../../core/customers/profile.ts';

const customer: Customer = {
  ...newCustomer('c1', 1),
  email: 'anna@example.com',
  language: 'uk',
  attributes: { city: 'Київ', tags: ['a', 'b'] },
  consent: { email: { granted: true, at: 10, source: 'api' } },
};
const now = { now: 99, source: 'api' };
const change = (input: unknown) => profileChangeSchema.parse(input);
const faults = (input: unknown) =>
  profileChangeSchema.safeParse(input).error?.issues.map((issue) => issue.path.join('.'));

describe('a change of a profile', () => {
  it('that says what is stored already gives back the same customer', () => {
    const same = change({
      email: ' ANNA@example.com',
      language: 'UK',
      attributes: { city: 'Київ', tags: ['a', 'b'], gone: null },
      consent: { email: true },
    });
    expect(applyProfileChange(customer, same, now)).toBe(customer);
    expect(applyProfileChange(customer, change({}), now)).toBe(customer);
  });

  it('sets what it names, removes attributes of null and keeps the rest', () => {
    const next = applyProfileChange(
      customer,
      change({ attributes: { city: null, age: 31 }, timeZone: 'Asia/Tehran' }),
      now,
    );
    expect(next).toEqual({ ...customer, timeZone: 'Asia/Tehran', attributes: { tags: ['a', 'b'], age: 31 } });
  });

  it('notes when and through what a consent changed', () => {
    expect(applyProfileChange(customer, change({ consent: { email: false } }), now).consent.email).toEqual({
      granted: false,
      at: 99,
      source: 'api',
    });
  });

  it('in a file does not undo an unsubscription, in a call it does', () => {
    const left: Customer = { ...customer, consent: { email: { granted: false, at: 10, source: 'unsubscribe' } } };
    const granted = change({ consent: { email: true } });
    expect(applyProfileChange(left, granted, { now: 99, source: 'import' })).toBe(left);
    expect(applyProfileChange(left, granted, now).consent.email?.granted).toBe(true);
  });

  it('is refused with the path of the fault', () => {
    expect(faults({ email: 'anna' })).toEqual(['email']);
    expect(faults({ attributes: { a: { b: 1 } } })).toEqual(['attributes.a']);
    expect(faults({ attributes: { a: Infinity } })).toEqual(['attributes.a']);
    expect(faults({ attributes: { a: 1e300 } })).toEqual(['attributes.a']);
    expect(faults({ attributes: { a: 'x'.repeat(1025) } })).toEqual(['attributes.a']);
    expect(faults({ attributes: { a: Array.from({ length: 51 }, () => 'x') } })).toEqual(['attributes.a']);
    expect(faults({ attributes: { constructor: 'x' } })).toEqual(['attributes.constructor']);
    expect(faults({ attributes: { ['n'.repeat(65)]: 'x' } })).toEqual([`attributes.${'n'.repeat(65)}`]);
    expect(faults({ timeZone: 'Mars/Olympus' })).toEqual(['timeZone']);
    expect(faults({ language: 'not a language' })).toEqual(['language']);
    expect(faults({ consent: { sms: true } })).toEqual(['consent']);
    expect(faults({ segments: [] })).toEqual(['']);
  });

  it('never grows a customer past the limits, however many changes it comes in', () => {
    const many = (from: number, count: number) =>
      change({ attributes: Object.fromEntries(Array.from({ length: count }, (_, index) => [`a${from + index}`, 1])) });
    const full = applyProfileChange(newCustomer('c2', 1), many(0, 100), now);
    expect(() => applyProfileChange(full, many(100, 1), now)).toThrow(
      expect.objectContaining({
        name: 'ValidationError',
        errors: [{ path: 'attributes', reason: expect.stringContaining('100') as string }],
      }),
    );
    const long = (name: string) =>
      change({ attributes: { [name]: Array.from({ length: 50 }, () => 'x'.repeat(256)) } });
    const heavy = ['a', 'b', 'c', 'd', 'e'].reduce(
      (next, name) => applyProfileChange(next, long(name), now),
      newCustomer('c3', 1),
    );
    expect(() => applyProfileChange(heavy, long('f'), now)).toThrow(/65536 characters/);
  });
});
