import type { Test } from '../evaluation/tests.ts';

export function not(test: Test): Test {
  return (item, attributes, context) => !test(item, attributes, context);
}

const always: Test = () => true;
const never: Test = () => false;

/**
 * All hold, asked in order. Groups of up to four are written out: each place that calls then knows its callee, which a
 * loop over a list never does. Larger ones are groups of groups.
 */
export function allOf(tests: readonly Test[]): Test {
  const [a = always, b, c, d, ...rest] = tests;
  if (!b) return a;
  if (!c) return (item, attributes, context) => a(item, attributes, context) && b(item, attributes, context);
  if (!d) {
    return (item, attributes, context) =>
      a(item, attributes, context) && b(item, attributes, context) && c(item, attributes, context);
  }
  const others = allOf([d, ...rest]);
  return (item, attributes, context) =>
    a(item, attributes, context) &&
    b(item, attributes, context) &&
    c(item, attributes, context) &&
    others(item, attributes, context);
}

/** One holds at least, asked in order; written out as `allOf` is. */
export function anyOf(tests: readonly Test[]): Test {
  const [a = never, b, c, d, ...rest] = tests;
  if (!b) return a;
  if (!c) return (item, attributes, context) => a(item, attributes, context) || b(item, attributes, context);
  if (!d) {
    return (item, attributes, context) =>
      a(item, attributes, context) || b(item, attributes, context) || c(item, attributes, context);
  }
  const others = anyOf([d, ...rest]);
  return (item, attributes, context) =>
    a(item, attributes, context) ||
    b(item, attributes, context) ||
    c(item, attributes, context) ||
    others(item, attributes, context);
}
