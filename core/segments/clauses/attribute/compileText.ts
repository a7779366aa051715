import { fold } from '../../../shared/fold.ts';
import type { Test, ValueTest } from '../../evaluation/tests.ts';
import type { Value } from '../../../customers/storedValues.ts';

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

/** One of the operands, compared exactly, is in the list; a single text is a list of one. */
export function compileHasAny(name: string, operands: readonly string[]): Test {
  const wanted = new Set(operands);
  return (_item, attributes) => {
    const value = attributes[name];
    const list = value?.L;
    if (list === undefined) return value?.S !== undefined && wanted.has(value.S);
    for (let index = 0; index < list.length; index++) {
      const text = list[index]?.S;
      if (text !== undefined && wanted.has(text)) return true;
    }
    return false;
  };
}

/** All of the operands are in the list. */
export function compileHasAll(operands: readonly string[]): ValueTest {
  return (value) => {
    if (value === undefined) return false;
    for (let index = 0; index < operands.length; index++) if (!has(value, operands[index])) return false;
    return true;
  };
}

function has(value: Value, operand: string | undefined): boolean {
  if (value.L === undefined) return value.S === operand;
  for (let index = 0; index < value.L.length; index++) if (value.L[index]?.S === operand) return true;
  return false;
}
