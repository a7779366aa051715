export type Outcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; /** In words. */ readonly reason: string };

/** Runs work that may fail for what it is given, and says why it did. */
export function attempt<T>(work: () => T): Outcome<T> {
  try {
    return { ok: true, value: work() };
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? error.message : String(error) };
  }
}
