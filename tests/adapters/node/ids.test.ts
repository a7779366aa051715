import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createIds } from '../../../adapters/node/ids.ts';

describe('ids', () => {
  it('are short, lower case and start with their kind', () => {
    const id = createIds(() => Date.UTC(2026, 10, 22))('cmp');
    expect(id).toMatch(/^cmp_[0-9a-z]{21}$/);
  });

  it('sort by creation, within a millisecond and while the clock runs backwards too', () => {
    const instants = fc.array(fc.integer({ min: 1, max: Date.UTC(2100, 0) }), { minLength: 2, maxLength: 50 });
    fc.assert(
      fc.property(instants, (times) => {
        const left = [...times];
        const ids = createIds(() => left.shift() ?? 0);
        const made = times.map(() => ids('x'));
        expect(made.toSorted()).toEqual(made);
        expect(new Set(made).size).toBe(made.length);
      }),
    );
  });

  it('do not run out of room when chance starts at its end', () => {
    const ids = createIds(
      () => 1,
      (bytes) => new Uint8Array(bytes).fill(255),
    );
    const [first, second] = [ids('x'), ids('x')];
    expect(second > first).toBe(true);
    expect(second).toHaveLength(first.length);
  });
});
