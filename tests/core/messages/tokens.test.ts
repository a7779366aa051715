import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeToken, encodeToken, type TokenKind } from '../../../core/messages/tokens.ts';
import { givenLenientSigner, givenSigner } from './fixtures.ts';

const signer = givenSigner();
const click = { kind: 'click', campaignId: 'cmp_01JD', customerId: 'c-1', link: 3 } as const;
const id = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
  .filter((text) => !/[\u0000-\u001f]/.test(text) && text.isWellFormed());

describe('tokens', () => {
  test('say what was signed, and fit into a URL as they are', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<TokenKind>('click', 'open', 'unsubscribe'),
        id,
        id,
        fc.nat(9999),
        (kind, campaignId, customerId, link) => {
          const token = { kind, campaignId, customerId, ...(kind === 'click' && { link }) };
          const text = encodeToken(token, signer);
          expect(text).toMatch(/^[A-Za-z0-9._-]+$/);
          expect(decodeToken(text, signer)).toEqual({ ...token, keyId: 'k1' });
        },
      ),
    );
  });

  test('are short for usual ids', () => {
    expect(encodeToken(click, signer).length).toBeLessThan(60);
  });

  test.each([
    ['a strict signer', signer],
    ['a signer that compares bytes', givenLenientSigner()],
  ])('changed in any way are nothing, 10,000 times, with %s', (_, judge) => {
    const good = encodeToken(click, judge);
    const alphabet = 'ABCXYZabcxyz0189-_.=+/%\u0000é';
    const mutation = fc.record({
      at: fc.nat(good.length - 1),
      with: fc.constantFrom(...Array.from(alphabet)),
      how: fc.constantFrom('replace', 'insert', 'delete', 'truncate', 'double', 'swap'),
    });
    const mutate = (text: string, one: { at: number; with: string; how: string }) => {
      const [head, tail] = [text.slice(0, one.at), text.slice(one.at)];
      switch (one.how) {
        case 'replace':
          return head + one.with + tail.slice(1);
        case 'insert':
          return head + one.with + tail;
        case 'delete':
          return head + tail.slice(1);
        case 'truncate':
          return head;
        case 'double':
          return text + tail;
        default:
          return tail + head;
      }
    };
    fc.assert(
      fc.property(fc.array(mutation, { minLength: 1, maxLength: 3 }), (mutations) => {
        const bad = mutations.reduce(mutate, good);
        if (bad !== good) expect(decodeToken(bad, judge)).toBeUndefined();
      }),
      { numRuns: 10_000 },
    );
  });

  test('every single flipped bit is found', () => {
    const good = encodeToken(click, givenLenientSigner());
    for (let index = 0; index < good.length; index++) {
      for (let bit = 0; bit < 8; bit++) {
        const flipped = String.fromCharCode(good.charCodeAt(index) ^ (1 << bit));
        expect(
          decodeToken(good.slice(0, index) + flipped + good.slice(index + 1), givenLenientSigner()),
        ).toBeUndefined();
      }
    }
  });

  test('the parts of two good tokens do not make a third', () => {
    const mine = encodeToken(click, signer).split('.');
    const other = encodeToken({ ...click, customerId: 'c-2' }, signer).split('.');
    expect(decodeToken([mine[0], other[1], other[2]].join('.'), signer)).toBeUndefined();
    const unsubscribe = encodeToken({ kind: 'unsubscribe', campaignId: 'cmp_01JD', customerId: 'c-1' }, signer);
    expect(decodeToken(unsubscribe, signer)?.kind).toBe('unsubscribe');
  });

  test('of the previous key hold while it is known, and not after', () => {
    const old = encodeToken(click, givenSigner({ k1: 'one' }));
    expect(decodeToken(old, givenSigner({ k2: 'two', k1: 'one' }))?.keyId).toBe('k1');
    expect(decodeToken(old, givenSigner({ k2: 'two' }))).toBeUndefined();
    expect(decodeToken(old.replace('.k1.', '.k2.'), givenSigner({ k2: 'two', k1: 'one' }))).toBeUndefined();
  });

  test.each(['', '.', '..', 'a.b.c', 'x'.repeat(100_000), '__proto__.__proto__.__proto__'])(
    '%.20j is nothing',
    (text) => {
      expect(decodeToken(text, signer)).toBeUndefined();
    },
  );
});
