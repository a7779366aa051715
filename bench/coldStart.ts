import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundleAll, bundleName, BUNDLES } from '../infra/bundle.ts';
import { ENTRIES } from '../infra/functions.ts';
import { printTable } from './table.ts';

// What a cold start loads: each function's bundle as it is deployed, in a Node that has nothing else to do.

/** Budgets of the design: a step, and the whole REST API. Everything else is held to a step's. */
const STEP = { bytes: 750_000, ms: 150 };
const API = { bytes: 2_000_000, ms: 250 };
const RUNS = 5;

export interface ColdStart {
  readonly entry: string;
  /** All that is deployed. */
  readonly bytes: number;
  /** Median time to import the bundle, AWS SDK clients included. */
  readonly ms: number;
  readonly budget: { readonly bytes: number; readonly ms: number };
}

export async function measureColdStarts(entries: readonly string[] = ENTRIES): Promise<ColdStart[]> {
  await bundleAll(entries);
  return entries.map((entry) => {
    const folder = join(BUNDLES, bundleName(entry));
    const bytes = readdirSync(folder).reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);
    const times = Array.from({ length: RUNS }, () => initOf(join(folder, 'index.mjs'))).sort((a, b) => a - b);
    const budget = entry === 'functions/api/lambda.ts' ? API : STEP;
    return { entry, bytes, ms: times[Math.floor(RUNS / 2)] ?? Number.NaN, budget };
  });
}

function initOf(file: string): number {
  const url = JSON.stringify(pathToFileURL(file).href);
  const program = `const from = performance.now(); await import(${url}); console.log(performance.now() - from)`;
  const told = execFileSync(process.execPath, ['--input-type=module', '--eval', program], { encoding: 'utf8' });
  return Number(told);
}

export async function printColdStarts(entries: readonly string[] = ENTRIES): Promise<void> {
  const rows = (await measureColdStarts(entries)).map(({ entry, bytes, ms, budget }) => [
    entry.replace(/^functions\//, ''),
    `${Math.round(bytes / 1000)} of ${budget.bytes / 1000} KB`,
    `${Math.round(ms)} of ${budget.ms} ms`,
    bytes <= budget.bytes && ms <= budget.ms ? 'yes' : 'NO',
  ]);
  printTable(`Cold start: bundle as deployed, median of ${RUNS} imports`, [
    ['function', 'bundle', 'init', 'in budget'],
    ...rows,
  ]);
}

if (import.meta.main) await printColdStarts();
