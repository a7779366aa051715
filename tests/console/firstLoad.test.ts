import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';

const DIST = 'console/dist';
const BUDGET = 350_000;

it('sends at most 350 KB before somebody can read the first page', () => {
  const page = readFileSync(join(DIST, 'index.html'), 'utf8');
  const files = [...page.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, path]) => join(DIST, path!));
  expect(files.length).toBeGreaterThan(1);
  const styles = files.filter((file) => file.endsWith('.css')).map((file) => readFileSync(file, 'utf8'));
  // The largest font that a language needs comes as well.
  const fonts = styles.join('').matchAll(/url\((\/assets\/[^)]+\.woff2)\)/g);
  const largest = Math.max(0, ...[...fonts].map(([, path]) => readFileSync(join(DIST, path!)).length));
  const sent = files.reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, largest);
  expect(sent).toBeLessThan(BUDGET);
});

it('leaves the form, the charts and the signing in for when they are needed', () => {
  const page = readFileSync(join(DIST, 'index.html'), 'utf8');
  for (const part of ['SegmentForm', 'HistoryChart', 'oidcKeeper']) expect(page).not.toContain(part);
});
