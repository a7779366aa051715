import { describe, expect, it } from 'vitest';
import { rotate, validValues } from '../../../adapters/aws/secretValue.ts';

describe('rotating a secret', () => {
  it('keeps the one before valid for the overlap, and no longer', () => {
    const value = rotate({ current: 'old' }, 'new', 1_000, 500);
    expect(validValues(value, 1_499)).toEqual(['new', 'old']);
    expect(validValues(value, 1_500)).toEqual(['new']);
  });

  it('drops the one before at once without an overlap', () => {
    expect(validValues(rotate({ current: 'old' }, 'new', 0, 0), 0)).toEqual(['new']);
  });

  it('lets the one before be used first until everybody knows the new one', () => {
    const value = rotate({ current: 'old' }, 'new', 1_000, 500, 100);
    expect(validValues(value, 1_099)).toEqual(['old', 'new']);
    expect(validValues(value, 1_100)).toEqual(['new', 'old']);
    expect(validValues(value, 1_500)).toEqual(['new']);
  });

  it('changes nothing when the same value is put again, so that a repeated call does not end an overlap', () => {
    const value = rotate({ current: 'old' }, 'new', 0, 500);
    expect(rotate(value, 'new', 100, 500)).toBe(value);
  });
});
