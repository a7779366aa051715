import { buildSync } from 'esbuild';
import { join } from 'node:path';

export const BUNDLES = join(import.meta.dirname, '..', 'dist', 'functions');

/** `functions/steps/SendShard.ts` -> `steps-SendShard`: the folder of its bundle. */
export function bundleName(entry: string): string {
  return entry
    .replace(/^functions\//, '')
    .replace(/\.ts$/, '')
    .replaceAll('/', '-');
}

// CommonJS packages inside an ES module still call require.
const BANNER = `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);`;

/**
 * Bundles every entry (path from the repository's root) into `dist/functions/<name>/index.mjs`, each on its own, in
 * one run of esbuild. The AWS SDK goes in: the runtime's own copy is older, and loads slower than a shaken one.
 */
export function bundleAll(entries: readonly string[]): void {
  buildSync({
    absWorkingDir: join(import.meta.dirname, '..'),
    entryPoints: entries.map((entry) => ({ in: entry, out: `${bundleName(entry)}/index` })),
    outdir: BUNDLES,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
    conditions: ['module'],
    banner: { js: BANNER },
    legalComments: 'none',
    logLevel: 'warning',
  });
}
