import * as z from 'zod';

/** JSON in base64url: opaque to callers, who hand it back unread. At most 4,096 characters. */
const packed = z.codec(z.string().regex(/^[\w-]{1,4096}$/), z.unknown(), {
  decode: (cursor, context): unknown => {
    try {
      return JSON.parse(textOf(cursor));
    } catch {
      context.issues.push({ code: 'custom', message: 'is not a cursor', input: cursor });
      return z.NEVER;
    }
  },
  encode: (position) => cursorOf(JSON.stringify(position)),
});

/** Packs where a list goes on. */
export function encodeCursor(position: unknown): string {
  return packed.encode(position);
}

/** The position in a cursor, as the list's own schema has it; undefined for anything that this list did not make. */
export function decodeCursor<S extends z.ZodType>(schema: S, cursor: string): z.output<S> | undefined {
  const position = packed.safeDecode(cursor);
  return position.success ? schema.safeParse(position.data).data : undefined;
}

// Not Buffer and not Uint8Array.toBase64: this also runs in browsers, and Node 24 lacks the latter.
function cursorOf(text: string): string {
  const bytes = Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte));
  return btoa(bytes.join('')).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function textOf(cursor: string): string {
  const bytes = atob(cursor.replaceAll('-', '+').replaceAll('_', '/'));
  return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes, (byte) => byte.charCodeAt(0)));
}
