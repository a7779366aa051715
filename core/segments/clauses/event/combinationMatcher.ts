import { propertiesOf, type Property } from '../../../customers/propertyCombinations.ts';
import { fold } from '../../../shared/fold.ts';
import type { Scalar } from '../../operands/choice.ts';
import type { PropertyTest, Where } from './where.ts';

type Test = (value: Property) => boolean;

/** Combinations remembered: customers of one shop mostly have the same ones. */
const REMEMBERED = 5_000;

/** Whether all tests hold for the properties that a stored combination stands for. */
export function combinationMatcher(where: Where): (combination: string) => boolean {
  const tests = Object.entries(where).map(([name, test]) => ({ name, test: compileTest(test) }));
  const known = new Map<string, boolean>();
  return (combination) => {
    const before = known.get(combination);
    if (before !== undefined) return before;
    const properties = propertiesOf(combination);
    const matches = tests.every(({ name, test }) => {
      const value = properties.get(name);
      return value !== undefined && test(value);
    });
    if (known.size >= REMEMBERED) known.clear();
    known.set(combination, matches);
    return matches;
  };
}

function compileTest(test: PropertyTest): Test {
  if (typeof test !== 'object') return oneOf([test]);
  if ('eq' in test) return oneOf([test.eq]);
  if ('in' in test) return oneOf(test.in);
  if ('ne' in test) return noneOf([test.ne]);
  if ('notIn' in test) return noneOf(test.notIn);
  if ('gt' in test) return numeric((value) => value > test.gt);
  if ('gte' in test) return numeric((value) => value >= test.gte);
  if ('lt' in test) return numeric((value) => value < test.lt);
  return numeric((value) => value <= test.lte);
}

function oneOf(operands: readonly Scalar[]): Test {
  const wanted = new Set(operands.map((operand) => (typeof operand === 'string' ? fold(operand) : operand)));
  return (value) => wanted.has(value);
}

function noneOf(operands: readonly Scalar[]): Test {
  const refused = oneOf(operands);
  return (value) => !refused(value);
}

function numeric(test: (value: number) => boolean): Test {
  return (value) => typeof value === 'number' && test(value);
}
