import type { z } from 'zod';
import { decodeCursor } from '../../../contract/cursor.ts';
import { ValidationError } from '../../../core/shared/errors.ts';

/** The position in a cursor, undefined for no cursor. Throws ValidationError of path `cursor` for what its list did not make. */
export function cursorPosition<S extends z.ZodType>(cursor: string | undefined, schema: S): z.output<S> | undefined {
  if (cursor === undefined) return undefined;
  const position = decodeCursor(schema, cursor);
  if (position === undefined) {
    throw new ValidationError([{ path: 'cursor', reason: 'must be the `next` of a page before' }]);
  }
  return position;
}
