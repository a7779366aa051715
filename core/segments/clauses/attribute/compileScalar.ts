import type { Test } from '../../evaluation/tests.ts';
import type { Bound, Scalar } from '../../operands/choice.ts';

// The clauses most rules are made of. Each closure looks its attribute up itself: one call less per clause is a fifth of
// the time, and a lookup of its own stays fast where its attribute always has the same type.

/** Same type and same value (the text "1" is not the number 1), or not (`wanted` false). */
export function compileEquals(name: string, operand: Scalar, wanted: boolean): Test {
  if (typeof operand === 'string') return (_item, attributes) => (attributes[name]?.S === operand) === wanted;
  if (typeof operand === 'boolean') return (_item, attributes) => (attributes[name]?.BOOL === operand) === wanted;
  return (_item, attributes) => {
    const text = attributes[name]?.N;
    return (text !== undefined && +text === operand) === wanted;
  };
}

export function compileNumber(name: string, test: Bound): Test {
  if ('gt' in test) {
    const bound = test.gt;
    return (_item, attributes) => {
      const text = attributes[name]?.N;
      return text !== undefined && +text > bound;
    };
  }
  if ('gte' in test) return compileRange(name, test.gte, Infinity);
  if ('lte' in test) return compileRange(name, -Infinity, test.lte);
  const bound = test.lt;
  return (_item, attributes) => {
    const text = attributes[name]?.N;
    return text !== undefined && +text < bound;
  };
}

/** Both ends included. */
export function compileRange(name: string, low: number, high: number): Test {
  return (_item, attributes) => {
    const text = attributes[name]?.N;
    if (text === undefined) return false;
    const number = +text;
    return number >= low && number <= high;
  };
}

/**
 * Comparing beats a look-up in a set up to here only: once rules about different attributes have run, two texts are no
 * longer compared by their place in memory, whereas short texts fresh from JSON have their hash.
 */
const SHORT = 2;

/** The value is one of the operands, compared as `eq` does, or none of them (`wanted` false). */
export function compileMembership(name: string, operands: readonly Scalar[], wanted: boolean): Test {
  const texts = operands.filter((operand) => typeof operand === 'string');
  if (texts.length < operands.length) return compileMixed(name, operands, wanted);
  if (texts.length > SHORT) {
    const set = new Set(texts);
    return (_item, attributes) => {
      const text = attributes[name]?.S;
      return (text !== undefined && set.has(text)) === wanted;
    };
  }
  return (_item, attributes) => {
    const text = attributes[name]?.S;
    for (let index = 0; index < texts.length; index++) if (texts[index] === text) return wanted;
    return !wanted;
  };
}

function compileMixed(name: string, operands: readonly Scalar[], wanted: boolean): Test {
  const set = new Set(operands);
  return (_item, attributes) => {
    const value = attributes[name];
    const plain = value?.N === undefined ? (value?.S ?? value?.BOOL) : +value.N;
    return (plain !== undefined && set.has(plain)) === wanted;
  };
}
