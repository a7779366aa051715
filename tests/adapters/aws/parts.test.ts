import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { partsOf } from '../../../adapters/aws/parts.ts';

describe('cutting an upload into parts', () => {
  it('gives the same bytes in full parts, only the last one shorter', async () => {
    const chunks = fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(chunks, fc.integer({ min: 1, max: 30 }), async (given, size) => {
        const stream = async function* () {
          yield* given;
        };
        const parts: Uint8Array[] = [];
        for await (const part of partsOf(stream(), size)) parts.push(part);
        expect(Buffer.concat(parts)).toEqual(Buffer.concat(given));
        for (const part of parts.slice(0, -1)) expect(part.length).toBe(size);
        expect(parts.every((part) => part.length > 0)).toBe(true);
      }),
    );
  });
});
