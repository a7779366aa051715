/**
 * The language of a template to write to a customer in: their own, else its base (fa-IR -> fa), else the
 * template's first. `available` must not be empty; case does not matter ("FA-ir" finds "fa").
 */
export function chooseLanguage(preferred: string | undefined, available: readonly string[]): string {
  const fallback = available[0] ?? '';
  if (preferred === undefined) return fallback;
  const find = (tag: string) => available.find((language) => language.toLowerCase() === tag);
  const tag = preferred.toLowerCase().replaceAll('_', '-');
  return find(tag) ?? find(tag.split('-')[0] ?? tag) ?? fallback;
}
