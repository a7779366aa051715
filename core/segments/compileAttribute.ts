import {
  compileAfter,
  compileAnniversary,
  compileBefore,
  compileDatesBetween,
  compileWithinLast,
  compileWithinNext,
} from './compileDates.ts';
import { compileList, compileMembership, compileText } from './compileText.ts';
import type { Test, Value, ValueTest } from './evaluation.ts';
import type { AttributeRule, AttributeTest, Scalar } from './rule.ts';

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
  const test = compileTest(rule);
  const field = PROFILE_FIELDS.get(name);
  if (field === undefined) return (_item, attributes, context) => test(attributes[name], context);
  return (item, attributes, context) => test(attributes[name] ?? item[field], context);
}

/** The value a clause about an attribute looks at. */
export function attributeValueOf(name: string, item: Readonly<Record<string, Value | undefined>>): Value | undefined {
  const field = PROFILE_FIELDS.get(name);
  return item['at']?.M?.[name] ?? (field === undefined ? undefined : item[field]);
}

function compileTest(test: AttributeTest): ValueTest {
  if ('eq' in test) return compileEquals(test.eq);
  if ('ne' in test) return negated(compileEquals(test.ne));
  if ('in' in test) return compileMembership(test.in);
  if ('notIn' in test) return negated(compileMembership(test.notIn));
  if ('gt' in test) {
    const bound = test.gt;
    return (value) => value?.N !== undefined && +value.N > bound;
  }
  if ('gte' in test) {
    const bound = test.gte;
    return (value) => value?.N !== undefined && +value.N >= bound;
  }
  if ('lt' in test) {
    const bound = test.lt;
    return (value) => value?.N !== undefined && +value.N < bound;
  }
  if ('lte' in test) {
    const bound = test.lte;
    return (value) => value?.N !== undefined && +value.N <= bound;
  }
  if ('between' in test) return compileBetween(test.between);
  if ('exists' in test) {
    const wanted = test.exists;
    return (value) => (value !== undefined) === wanted;
  }
  if ('contains' in test) return compileText(test.contains, (text, part) => text.includes(part));
  if ('startsWith' in test) return compileText(test.startsWith, (text, part) => text.startsWith(part));
  if ('endsWith' in test) return compileText(test.endsWith, (text, part) => text.endsWith(part));
  if ('hasAny' in test) return compileList(test.hasAny, 'any');
  if ('hasAll' in test) return compileList(test.hasAll, 'all');
  if ('before' in test) return compileBefore(test.before);
  if ('after' in test) return compileAfter(test.after);
  if ('withinLast' in test) return compileWithinLast(test.withinLast);
  if ('withinNext' in test) return compileWithinNext(test.withinNext);
  return compileAnniversary(test.anniversaryWithin, test.calendar);
}

function negated(test: ValueTest): ValueTest {
  return (value, context) => !test(value, context);
}

/** Same type and same value: the text "1" is not the number 1. */
function compileEquals(operand: Scalar): ValueTest {
  if (typeof operand === 'string') return (value) => value?.S === operand;
  if (typeof operand === 'boolean') return (value) => value?.BOOL === operand;
  return (value) => value?.N !== undefined && +value.N === operand;
}

function compileBetween([low, high]: readonly [number, number] | readonly [string, string]): ValueTest {
  if (typeof low === 'string' || typeof high === 'string') return compileDatesBetween(String(low), String(high));
  return (value) => {
    if (value?.N === undefined) return false;
    const number = +value.N;
    return number >= low && number <= high;
  };
}
