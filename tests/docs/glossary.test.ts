import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inlineCode, readPage } from './pages.ts';

const ROWS = readPage('docs/glossary.md')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| en |'))
  .map((line) => line.slice(2, -2).split(' | '));

const SOURCE = globSync('{contract,core,app,adapters,functions,infra,local,cli,workflows}/**/*.{ts,json}')
  .concat('names.ts')
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n');
const NAMES = new Set(SOURCE.match(/[\p{L}\w$-]+/gu));

describe('docs/glossary.md', () => {
  it('has each word once, in three languages, with a sentence', () => {
    expect(ROWS.length).toBeGreaterThan(80);
    expect(ROWS.filter((cells) => cells.length !== 5 || cells.some((cell) => cell.trim() === ''))).toEqual([]);
    const words = ROWS.map(([en]) => en);
    expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual([]);
    expect(
      ROWS.filter(([, fa = '', uk = '']) => !/\p{Script=Arabic}/u.test(fa) || !/\p{Script=Cyrillic}/u.test(uk)),
    ).toEqual([]);
  });

  it('names code that exists', () => {
    const named = ROWS.flatMap(([, , , , code = '']) => inlineCode(code)).filter((name) => !name.includes('/'));
    expect(named.length).toBeGreaterThan(60);
    expect(named.filter((name) => !NAMES.has(name))).toEqual([]);
  });
});
