import { existsSync, globSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inlineCode, PAGES, readPage } from './pages.ts';

const FOLDERS = readdirSync('.', { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'node_modules')
  .map(({ name }) => name);

/** "tests/infra", "core/**", "workflows/<name>.asl.json", "names.ts"; no command, address, type or rule. */
function isPath(code: string): boolean {
  if (/[\s"'$:;]|^[/@]|…/.test(code)) return false;
  const [first = '', ...more] = code.split('/');
  return more.length > 0 ? FOLDERS.includes(first) || /\.tsx?$/.test(code) : /^[\w.-]+\.(tsx?|asl\.json)$/.test(code);
}

/** A path with `*`, `{one,other}` or `<name>` in it stands for the files that it matches. */
const exists = (path: string) => globSync(path.replaceAll(/<[^>]*>/g, '*')).length > 0;

const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-');

describe.each(PAGES)('%s', (page) => {
  const text = readPage(page);

  it('names files and folders that exist', () => {
    const missing = inlineCode(text)
      .filter(isPath)
      .filter((path) => !exists(path) && !exists(join(dirname(page), path)));
    expect(missing).toEqual([]);
  });

  it('links to files and headings that exist', () => {
    const broken = [...text.matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)/g)].filter(([, file, anchor]) => {
      const target = file ? join(dirname(page), file) : page;
      if (!existsSync(target)) return true;
      const headings = anchor === undefined ? [] : (readPage(target).match(/^#+ .+$/gm) ?? []);
      return anchor !== undefined && !headings.some((line) => anchorOf(line.replace(/^#+ /, '')) === anchor);
    });
    expect(broken.map(([link]) => link)).toEqual([]);
  });
});

it('names scripts and benches that exist', () => {
  const commands = PAGES.flatMap((page) => [...readPage(page).matchAll(/npm run ([\w:-]+)(?: ([a-z]\w*))?/gi)]);
  const { scripts } = JSON.parse(readPage('package.json'));
  const benches = readPage('bench/main.ts');
  expect(commands.length).toBeGreaterThan(5);
  expect(commands.filter(([, script = '']) => !Object.hasOwn(scripts, script)).map(([command]) => command)).toEqual([]);
  const named = commands.filter(([, script, bench]) => script === 'bench' && bench !== undefined && bench !== 'NAME');
  expect(
    named.filter(([, , bench = '']) => !benches.includes(`  ${bench}: async`)).map(([command]) => command),
  ).toEqual([]);
});
