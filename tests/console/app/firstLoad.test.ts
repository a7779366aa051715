import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';

const DIST = 'console/dist';
const BUDGET = 350_000;
const page = readFileSync(join(DIST, 'index.html'), 'utf8');

it('sends at most 350 KB before somebody can read the first page', () => {
  const files = [...page.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, path]) => join(DIST, path!));
  expect(files.length).toBeGreaterThan(1);
  const styles = files.filter((file) => file.endsWith('.css')).map((file) => readFileSync(file, 'utf8'));
  // The largest font that a language needs comes as well.
  const fonts = styles.join('').matchAll(/url\((\/assets\/[^)]+\.woff2)\)/g);
  const largest = Math.max(0, ...[...fonts].map(([, path]) => readFileSync(join(DIST, path!)).length));
  const sent = files.reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, largest);
  expect(sent).toBeLessThan(BUDGET);
});

it('leaves every page but the first, the charts and the signing in for when they are needed', () => {
  const sources = readdirSync('console/src', { recursive: true, encoding: 'utf8' });
  const pages = sources.filter((file) => file.endsWith('Page.tsx')).map((file) => basename(file, '.tsx'));
  expect(pages.length).toBeGreaterThan(5);
  const chunks = readdirSync(join(DIST, 'assets'));
  for (const part of [...pages, 'SegmentForm', 'HistoryChart', 'oidcAuthClient']) {
    const first = part === 'CampaignListPage';
    expect([part, chunks.some((chunk) => chunk.startsWith(`${part}-`))]).toEqual([part, !first]);
    expect(page).not.toContain(part);
  }
});
