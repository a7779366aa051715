import fc from 'fast-check';
import * as z from 'zod';
import { describe, expect, it } from 'vitest';
import { decodeCursor, encodeCursor } from '../../contract/cursor.ts';

const position = z.tuple([z.number(), z.string()]);

describe('a cursor', () => {
  it('gives back the position it was made of, ids in any script included', () => {
    const positions = fc.tuple(fc.integer(), fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.string()));
    fc.assert(
      fc.property(positions, (at) => {
        expect(decodeCursor(position, encodeCursor(at))).toEqual(at);
      }),
    );
  });

  it('may stand in a query as it is', () => {
    expect(encodeCursor([1, '>>>???مشتری'])).toMatch(/^[\w-]+$/);
  });

  it('is read where an older release made it', () => {
    const older = Buffer.from(JSON.stringify(['segments', 'seg_1'])).toString('base64url');
    expect(decodeCursor(z.tuple([z.literal('segments'), z.string()]), older)).toEqual(['segments', 'seg_1']);
  });

  it.each([
    ['made up', 'made-up'],
    ['empty', ''],
    ['of another list', encodeCursor({ bucket: 1, id: 'c1' })],
    ['cut off', encodeCursor([1, 'c1']).slice(0, -3)],
    ['of bytes that are no text', Buffer.from([0x22, 0xff, 0xfe, 0x22]).toString('base64url')],
    ['with letters of ordinary base64', 'W+/='],
    ['longer than any of ours', Buffer.from(JSON.stringify([1, 'x'.repeat(4_000)])).toString('base64url')],
  ])('that is %s names no position', (_, cursor) => {
    expect(decodeCursor(position, cursor)).toBeUndefined();
  });
});
