import { globSync, readFileSync } from 'node:fs';

/** The pages that people read about the project, from the repository's root. */
export const PAGES = ['README.md', 'CONTRIBUTING.md', 'workflows/README.md', ...globSync('docs/*.md')];

export function readPage(page: string): string {
  return readFileSync(page, 'utf8');
}

/** What stands between single backticks outside of code blocks. */
export function inlineCode(text: string): string[] {
  return [...text.replaceAll(/^```[^]*?^```$/gm, '').matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);
}
