/** What is wrong with the name of an attribute or event, or undefined. Names become keys of stored maps. */
export function nameProblem(name: string): string | undefined {
  if (name.length === 0) return 'must have a name';
  if (name.length > 64) return 'must have a name of at most 64 characters';
  if (/\p{Cc}/u.test(name)) return 'must have a name without control characters';
  // dynoxide 1.2.1 gives a map's key back with a backslash for a quote, now and then: a name must survive any store.
  if (/["\\]/.test(name)) return 'must have a name without " and \\';
  // `constructor`, `__proto__` and their like are found on every object, also where nobody stored them.
  if (name in {}) return 'has a reserved name';
  return undefined;
}
