import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ValidationError } from '../../../core/shared/errors.ts';
import { mailbox } from '../../../adapters/aws/mailbox.ts';

const email = 'shop@example.test';
const decoded = (header: string) =>
  [...header.matchAll(/=\?UTF-8\?B\?([^?]*)\?=/g)]
    .map(([, word]) => Buffer.from(word!, 'base64').toString('utf8'))
    .join('');

describe('the From mailbox', () => {
  it('is the bare address where there is no name', () => {
    expect(mailbox({ email })).toBe(email);
    expect(mailbox({ email, name: '  ' })).toBe(email);
  });

  it('quotes an ASCII name', () => {
    expect(mailbox({ email, name: 'Bob "the" Shop\\' })).toBe(`"Bob \\"the\\" Shop\\\\" <${email}>`);
  });

  it('encodes a name of any script in words of at most 75 characters that decode to it again', () => {
    const name = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 120 })
      .filter((text) => /[^\x20-\x7e]/.test(text));
    fc.assert(
      fc.property(
        name.filter((text) => !/[\x00-\x1f\x7f]/.test(text) && text.trim() !== ''),
        (text) => {
          const header = mailbox({ email, name: text });
          expect(decoded(header)).toBe(text);
          for (const [word] of header.matchAll(/=\?[^ ]*\?=/g)) expect(word.length).toBeLessThanOrEqual(75);
        },
      ),
    );
  });

  it.each(['a\r\nBcc: x@y.test', 'a\nb', 'a\0b'])('refuses a control character, which could start a header', (text) => {
    expect(() => mailbox({ email, name: text })).toThrow(ValidationError);
    expect(() => mailbox({ email: text })).toThrow(ValidationError);
  });
});
