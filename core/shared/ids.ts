/** Makes ids of a kind ("cmp", "seg"): unique, sortable by creation time. Passed in, so that tests can pin them. */
export type IdSource = (prefix: string) => string;

/** Customer ids and other ids given by shops: 1 to 128 visible characters, no control characters. */
export function externalIdProblem(id: string): string | undefined {
  if (id.length === 0) return 'must not be empty';
  if (!id.isWellFormed()) return 'must be well-formed Unicode: it holds half of a surrogate pair';
  if (id.length > 128) return 'must be at most 128 characters';
  if (/[\u0000-\u001f\u007f]/.test(id)) return 'must not contain control characters';
  return undefined;
}
