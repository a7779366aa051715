import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from '../../../core/shared/fold.ts';

describe('folding', () => {
  it.each([
    ['علي', 'علی'],
    ['كتاب', 'کتاب'],
    ['می‌خواهم', 'میخواهم'],
    ['کِتابــ', 'کتاب'],
    ['۱۲۳', '123'],
    ['١٢٣', '123'],
    ['ﻛﺘﺎﺏ', 'کتاب'],
    ['Straße', 'STRASSE'],
    ['ΟΔΟΣ', 'οδος'],
    ['ﬁn', 'FIN'],
    ['КИЇВ', 'київ'],
    ['cafe\u0301', 'CAFÉ'],
  ])('makes %s and %s the same', (one, other) => {
    expect(fold(one)).toBe(fold(other));
  });

  it('keeps different letters apart', () => {
    expect(fold('آب')).not.toBe(fold('اب'));
    expect(fold('и')).not.toBe(fold('і'));
    expect(fold('e')).not.toBe(fold('é'));
  });

  it('changes nothing more the second time', () => {
    const unit = fc.constantFrom(...'aZ0 ßςΣيكىةۀە۱٢ـًآئéÉİﬁﻛ'.split(''), '\u200c', '\u200d', '\u0301', '\u0654');
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 8 }), (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
      { numRuns: 2000 },
    );
  });
});
