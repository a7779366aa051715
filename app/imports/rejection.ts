import type { FieldError } from '../../core/shared/errors.ts';

/** A data row on its way: its number in the file (1 = the first behind the header) and the row as it was sent. */
export interface Numbered<T> {
  readonly row: number;
  readonly line: string;
  readonly value: T;
}

/** A row that was not taken. */
export interface Rejection {
  readonly row: number;
  readonly line: string;
  readonly field: string;
  readonly reason: string;
}

/** A row is listed once: by its first issue, with the others named after it. */
export function reject(
  { row, line }: { readonly row: number; readonly line: string },
  errors: readonly FieldError[],
): Rejection {
  const [first = { path: 'row', reason: 'is not acceptable' }, ...others] = errors;
  const rest = others.map(({ path, reason }) => `; ${path}: ${reason}`).join('');
  return { row, line, field: first.path, reason: `${first.reason}${rest}`.slice(0, 1000) };
}
