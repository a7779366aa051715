import type { Value, ValueTest } from './evaluation.ts';
import { fold } from './fold.ts';

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
