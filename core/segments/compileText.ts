import type { Value, ValueTest } from './evaluation.ts';
import { fold } from './fold.ts';
import type { Scalar } from './rule.ts';

/** Comparing beats hashing up to here: a text fresh from JSON has no hash yet. */
const SHORT = 6;

/** The value is one of the operands, compared as `eq` does. */
export function compileMembership(operands: readonly Scalar[]): ValueTest {
  const texts = operands.filter((operand) => typeof operand === 'string');
  const numbers = new Set(operands.filter((operand) => typeof operand === 'number'));
  const booleans = new Set(operands.filter((operand) => typeof operand === 'boolean'));
  const isText = textsTest(texts);
  if (texts.length === operands.length) return (value) => value?.S !== undefined && isText(value.S);
  return (value) => {
    if (value === undefined) return false;
    if (value.S !== undefined) return isText(value.S);
    if (value.N !== undefined) return numbers.has(+value.N);
    return value.BOOL !== undefined && booleans.has(value.BOOL);
  };
}

function textsTest(texts: readonly string[]): (text: string) => boolean {
  if (texts.length > SHORT) {
    const set = new Set(texts);
    return (text) => set.has(text);
  }
  return (text) => {
    for (let index = 0; index < texts.length; index++) if (texts[index] === text) return true;
    return false;
  };
}

/** A part of a text, both folded; in a list, of any entry. */
export function compileText(operand: string, holds: (text: string, part: string) => boolean): ValueTest {
  const part = fold(operand);
  return (value) => {
    if (value?.S !== undefined) return holds(fold(value.S), part);
    const list = value?.L;
    if (list === undefined) return false;
    for (let index = 0; index < list.length; index++) {
      const text = list[index]?.S;
      if (text !== undefined && holds(fold(text), part)) return true;
    }
    return false;
  };
}

/** Entries of a list, compared exactly; a single text is a list of one. */
export function compileList(operands: readonly string[], quantity: 'any' | 'all'): ValueTest {
  const found = quantity === 'any';
  return (value) => {
    if (value === undefined || (value.S === undefined && value.L === undefined)) return false;
    for (let index = 0; index < operands.length; index++) {
      if (has(value, operands[index]) === found) return found;
    }
    return !found;
  };
}

function has(value: Value, operand: string | undefined): boolean {
  if (value.L === undefined) return value.S === operand;
  for (let index = 0; index < value.L.length; index++) if (value.L[index]?.S === operand) return true;
  return false;
}
