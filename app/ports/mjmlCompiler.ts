/**
 * Compiles MJML with merge fields to HTML (merge fields untouched) and the plain-text part made from it. `language`
 * sets lang and dir where the source has none. Throws ValidationError with the line of the issue, TooLargeError.
 */
export type CompileMjml = (
  source: string,
  options: { readonly language?: string },
) => Promise<{ readonly html: string; readonly text: string }>;
