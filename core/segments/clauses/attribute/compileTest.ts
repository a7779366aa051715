import type { Test, ValueTest } from '../../evaluation/tests.ts';
import type { AttributeTest } from './attributeTest.ts';
import {
  compileAfter,
  compileAnniversary,
  compileBefore,
  compileDatesBetween,
  compileWithinLast,
  compileWithinNext,
} from './compileDates.ts';
import { compileEquals, compileMembership, compileNumber, compileRange } from './compileScalar.ts';
import { compileHasAll, compileHasAny, compileText } from './compileText.ts';

/** A test of the attribute `name`, in the map of attributes that the closure is given. */
export function compileTest(name: string, test: AttributeTest): Test {
  if ('eq' in test) return compileEquals(name, test.eq, true);
  if ('ne' in test) return compileEquals(name, test.ne, false);
  if ('in' in test) return compileMembership(name, test.in, true);
  if ('notIn' in test) return compileMembership(name, test.notIn, false);
  if ('gt' in test || 'gte' in test || 'lt' in test || 'lte' in test) return compileNumber(name, test);
  if ('hasAny' in test) return compileHasAny(name, test.hasAny);
  if ('exists' in test) {
    const wanted = test.exists;
    return (_item, attributes) => (attributes[name] !== undefined) === wanted;
  }
  if ('between' in test) {
    const [low, high] = test.between;
    if (typeof low === 'number' && typeof high === 'number') return compileRange(name, low, high);
  }
  const onValue = compileValueTest(test);
  return (_item, attributes, context) => onValue(attributes[name], context);
}

/** Tests of single values are compiled by compileTest itself. */
type SlowTest = Extract<
  AttributeTest,
  | Readonly<Record<'contains', string>>
  | Readonly<Record<'startsWith', string>>
  | Readonly<Record<'endsWith', string>>
  | Readonly<Record<'hasAll', readonly string[]>>
  | Readonly<Record<'before', string>>
  | Readonly<Record<'after', string>>
  | Readonly<Record<'between', unknown>>
  | Readonly<Record<'withinLast', string>>
  | Readonly<Record<'withinNext', string>>
  | Readonly<Record<'anniversaryWithin', string>>
>;

function compileValueTest(test: SlowTest): ValueTest {
  if ('contains' in test) return compileText(test.contains, (text, part) => text.includes(part));
  if ('startsWith' in test) return compileText(test.startsWith, (text, part) => text.startsWith(part));
  if ('endsWith' in test) return compileText(test.endsWith, (text, part) => text.endsWith(part));
  if ('hasAll' in test) return compileHasAll(test.hasAll);
  if ('before' in test) return compileBefore(test.before);
  if ('after' in test) return compileAfter(test.after);
  if ('between' in test) return compileDatesBetween(String(test.between[0]), String(test.between[1]));
  if ('withinLast' in test) return compileWithinLast(test.withinLast);
  if ('withinNext' in test) return compileWithinNext(test.withinNext);
  return compileAnniversary(test.anniversaryWithin, test.calendar);
}
