import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseEmail } from '../../../core/customers/email.ts';

const local64 = 'a'.repeat(64);
const domain = (length: number) =>
  `${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.${'e'.repeat(length - 187)}.com`;

describe('the identity rule for e-mail addresses', () => {
  it.each([
    ['  Anna@Example.COM ', 'anna@example.com'],
    ['anna+news@example.com', 'anna+news@example.com'],
    ['a.nna@gmail.com', 'a.nna@gmail.com'],
    ["o'neil@example.ie", "o'neil@example.ie"],
    ['анна@example.com', undefined],
    ['anna@Пошта.укр', 'anna@xn--80a1acn3a.xn--j1amh'],
    ['anna@xn--80a1acn3a.xn--j1amh', 'anna@xn--80a1acn3a.xn--j1amh'],
    ['anna@bücher.example', 'anna@xn--bcher-kva.example'],
    ['anna@bu\u0308cher.example', 'anna@xn--bcher-kva.example'],
    [`${local64}@example.com`, `${local64}@example.com`],
    [`a${local64}@example.com`, undefined],
    ['"anna"@example.com', undefined],
    ['a@b@c.com', undefined],
    ['anna', undefined],
    ['', undefined],
    ['@example.com', undefined],
    ['anna@', undefined],
    ['anna@localhost', undefined],
    ['anna@example.com.', undefined],
    ['anna.@example.com', undefined],
    ['.anna@example.com', undefined],
    ['an..na@example.com', undefined],
    ['anna@-example.com', undefined],
    ['anna@exa mple.com', undefined],
    ['an na@example.com', undefined],
    ['anna@example.com\r\nBcc: all@example.com', undefined],
    ['anna\u0000@example.com', undefined],
    ['anna\u202e@example.com', undefined],
    ['anna@exam\u200bple.com', undefined],
    ['anna@127.0.0.1', undefined],
    ['anna@[127.0.0.1]', undefined],
    ['anna@example.com:80', undefined],
    ['anna@ex%61mple.com', undefined],
    ['anna@example_shop.com', undefined],
    ['anna@1.2', undefined],
    [`anna@${'b'.repeat(64)}.com`, undefined],
    [`${'a'.repeat(320)}@example.com`, undefined],
  ])('%j becomes %j', (text, expected) => {
    const result = normaliseEmail(text);
    expect(result.ok ? result.email : undefined).toBe(expected);
    if (!result.ok) expect(result.reason).toMatch(/^must /);
  });

  it('accepts 254 characters and refuses 255', () => {
    expect(normaliseEmail(`${'a'.repeat(64)}@${domain(189)}`).ok).toBe(true);
    expect(normaliseEmail(`${'a'.repeat(64)}@${domain(190)}`).ok).toBe(false);
  });

  it('gives the same again for what it made', () => {
    const part = fc.string({
      unit: fc.constantFrom('a', 'B', '9', '-', '.', 'ü', 'ي', 'Ж', 'ß', '+'),
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(
        fc.oneof(
          fc.emailAddress(),
          fc.tuple(part, part, part).map(([a, b, c]) => `${a}@${b}.${c}`),
        ),
        (text) => {
          const once = normaliseEmail(text);
          if (once.ok) expect(normaliseEmail(once.email)).toEqual(once);
        },
      ),
      { numRuns: 500 },
    );
  });
});
