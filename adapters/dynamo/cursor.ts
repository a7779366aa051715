import type { z } from 'zod';
import { ValidationError } from '../../core/shared/errors.ts';

/** Packs where a list goes on into text that callers hand back unread. */
export function encodeCursor(position: unknown): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/** The position in a cursor, `undefined` for no cursor. Throws ValidationError of path `cursor` for anything we did not make. */
export function decodeCursor<T>(cursor: string | undefined, schema: z.ZodType<T>): T | undefined {
  if (cursor === undefined) return undefined;
  const parsed = /^[\w-]{1,4096}$/.test(cursor) ? schema.safeParse(parseJson(cursor)) : undefined;
  if (parsed?.success !== true) {
    throw new ValidationError([{ path: 'cursor', reason: 'must be the `next` of a page before' }]);
  }
  return parsed.data;
}

function parseJson(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
