import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What keeps somebody from using the page, one line each. */
export async function violations(page: Page): Promise<string[]> {
  // Not by a script tag: a page's policy may forbid it.
  await page.evaluate(axe);
  const found: AxeResults = await page.evaluate('axe.run()');
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
}
