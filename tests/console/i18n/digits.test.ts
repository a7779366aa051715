import { expect, it } from 'vitest';
import { parseNumber } from '../../../console/src/i18n/digits.ts';
import { formatsFor } from '../../../console/src/i18n/formats.ts';

it('numbers that are typed are read as each language shows them', () => {
  for (const language of ['en', 'fa', 'uk'] as const) {
    const { plain } = formatsFor(language, 'gregorian', 'UTC');
    for (const number of [0, 7, -3, 1234567, 0.5, -12.25]) {
      expect([language, number, parseNumber(plain(number))]).toEqual([language, number, number]);
    }
  }
  for (const text of ['', '-', 'x', '1e3', '1,2,3']) expect([text, parseNumber(text)]).toEqual([text, undefined]);
});
