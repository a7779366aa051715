import { describe, expect, test } from 'vitest';
import { type ArmInput, armOf } from '../../../core/campaigns/arms.ts';

const given = (overrides: Partial<ArmInput> = {}): ArmInput => ({
  salt: 'cmp-salt',
  customerId: 'c1',
  holdout: 0.2,
  globalHoldout: 0.05,
  globalSalt: 'workspace',
  variants: [
    { arm: 'a', weight: 1 },
    { arm: 'b', weight: 2 },
    { arm: 'c', weight: 1 },
  ],
  ...overrides,
});

/** Upper tail of chi-square (Wilson and Hilferty's normal approximation, good to 3 digits at these sizes). */
function chiSquareP(statistic: number, degrees: number): number {
  const z = (Math.cbrt(statistic / degrees) - (1 - 2 / (9 * degrees))) / Math.sqrt(2 / (9 * degrees));
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const tail =
    (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) *
    (t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429)))));
  return z > 0 ? tail : 1 - tail;
}

const statistic = (observed: number[], expected: number[]) =>
  observed.reduce((sum, n, index) => sum + (n - expected[index]!) ** 2 / expected[index]!, 0);

describe('arms', () => {
  test.each(['c%', 'customer-%', '%@shop.example', '98912%'])(
    'a million ids of the form %s fall into the arms in the stated shares',
    (pattern) => {
      const counts = new Map<string, number>();
      for (let index = 0; index < 1_000_000; index++) {
        const arm = armOf(given({ customerId: pattern.replace('%', String(index)) }));
        counts.set(arm, (counts.get(arm) ?? 0) + 1);
      }
      const treated = 1_000_000 * 0.95 * 0.8;
      const expected = { holdout: 1_000_000 - treated, a: treated / 4, b: treated / 2, c: treated / 4 };
      const observed = Object.keys(expected).map((arm) => counts.get(arm) ?? 0);
      expect(chiSquareP(statistic(observed, Object.values(expected)), 3)).toBeGreaterThan(0.001);
    },
  );

  test('two campaigns draw independently, so that one holdout is not the same people as the other', () => {
    const cells = [0, 0, 0, 0];
    for (let index = 0; index < 200_000; index++) {
      const draw = (salt: string) =>
        armOf(given({ salt, customerId: `c${index}`, holdout: 0.5, globalHoldout: 0, variants: [] })) === 'holdout';
      cells[(draw('first') ? 2 : 0) + (draw('second') ? 1 : 0)]! += 1;
    }
    expect(chiSquareP(statistic(cells, [50_000, 50_000, 50_000, 50_000]), 3)).toBeGreaterThan(0.001);
  });

  test('the same question always has the same answer', () => {
    for (let index = 0; index < 1000; index++) {
      const input = given({ customerId: `c${index}` });
      expect(armOf(input)).toBe(armOf({ ...input }));
    }
  });

  test('a global holdout is out of every campaign, whatever its own holdout is', () => {
    for (let index = 0; index < 2000; index++) {
      const customerId = `c${index}`;
      const one = armOf(given({ customerId, salt: 'one', holdout: 0, globalHoldout: 0.3 }));
      const other = armOf(given({ customerId, salt: 'two', holdout: 0, globalHoldout: 0.3 }));
      expect(one === 'holdout').toBe(other === 'holdout');
    }
  });

  test('a campaign without variants has one arm, and without a holdout nobody is held out', () => {
    const arms = new Set(
      Array.from({ length: 1000 }, (_, index) =>
        armOf(given({ customerId: `c${index}`, variants: [], holdout: 0, globalHoldout: 0 })),
      ),
    );
    expect([...arms]).toEqual(['treatment']);
  });
});
