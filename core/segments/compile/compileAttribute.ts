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
import type { Test, Value, ValueTest, Values } from './evaluation.ts';
import type { AttributeRule, AttributeTest } from '../rule/rule.ts';

/** Profile fields that are read where no attribute of the name is stored. */
const PROFILE_FIELDS = new Map([
  ['language', 'lg'],
  ['timeZone', 'tz'],
  ['email', 'em'],
]);

/**
 * A clause about an attribute. Where it is missing or of another type: `ne` and `notIn` hold, everything else (but
 * `exists: false`) does not.
 */
export function compileAttribute(rule: AttributeRule): Test {
  const name = rule.attribute;
  const own = compileTest(name, rule);
  const field = PROFILE_FIELDS.get(name);
  if (field === undefined) return own;
  const profile = compileTest(field, rule);
  return (item, attributes, context) =>
    attributes[name] === undefined ? profile(item, item, context) : own(item, attributes, context);
}

/** The value a clause about an attribute looks at. */
export function attributeValueOf(name: string, item: Values): Value | undefined {
  const field = PROFILE_FIELDS.get(name);
  return item['at']?.M?.[name] ?? (field === undefined ? undefined : item[field]);
}

function compileTest(name: string, test: AttributeTest): Test {
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
