import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { minimise } from '../../../core/statistics/nelderMead.ts';

const rosenbrock = ([x = 0, y = 0]: readonly number[]): number => 100 * (y - x * x) ** 2 + (1 - x) ** 2;

const powell = ([a = 0, b = 0, c = 0, d = 0]: readonly number[]): number =>
  (a + 10 * b) ** 2 + 5 * (c - d) ** 2 + (b - 2 * c) ** 4 + 10 * (a - d) ** 4;

describe('minimise', () => {
  it.each([
    [-1.2, 1],
    [3, -4],
    [0, 0],
  ])("follows Rosenbrock's valley from (%d, %d) to (1, 1)", (x, y) => {
    const { at, value, converged } = minimise(rosenbrock, [x, y]);
    expect(at[0]).toBeCloseTo(1, 5);
    expect(at[1]).toBeCloseTo(1, 5);
    expect(value).toBeLessThan(1e-9);
    expect(converged).toBe(true);
  });

  it("finds the singular minimum of Powell's function of four arguments", () => {
    expect(minimise(powell, [3, -1, 0, 1], { tolerance: 1e-14 }).value).toBeLessThan(1e-9);
  });

  it('finds the minimum of any bowl, however stretched and wherever it lies', () => {
    const coordinate = fc.double({ min: -20, max: 20, noNaN: true });
    const stretch = fc.double({ min: 0.05, max: 50, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(coordinate, stretch), { minLength: 2, maxLength: 4 }), (bowl) => {
        const target = (at: readonly number[]): number =>
          bowl.reduce((sum, [centre, weight], axis) => sum + weight * ((at[axis] ?? 0) - centre) ** 2, 0);
        const { at } = minimise(
          target,
          bowl.map(() => 0),
        );
        bowl.forEach(([centre], axis) => expect(Math.abs((at[axis] ?? 0) - centre)).toBeLessThan(1e-3));
      }),
      { numRuns: 100 },
    );
  });

  it('treats what is not a number as a wall', () => {
    const target = ([x = 0, y = 0]: readonly number[]): number => x - Math.log(x) + y * y;
    const { at } = minimise(target, [0.1, 3]);
    expect(at[0]).toBeCloseTo(1, 4);
  });

  it('says when the evaluations ran out', () => {
    const { converged, evaluations } = minimise(rosenbrock, [-1.2, 1], { maxEvaluations: 30 });
    expect(converged).toBe(false);
    expect(evaluations).toBeLessThanOrEqual(40);
  });
});
