/**
 * An ESLint rule that refuses what `selector` finds. Each has a name of its own: `no-restricted-syntax` is one rule, so
 * that its second mention for a file silently replaces the first.
 */
export const refuse = (selector, message) => ({
  create: (context) => ({ [selector]: (node) => context.report({ node, message }) }),
});
