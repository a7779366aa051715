import { build } from 'esbuild';
import { join } from 'node:path';
import { leanZod } from './leanZod.ts';

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

// A Lambda finds its credentials in its environment. The other places that the SDK would look in are loaded on
// demand only, so they can stay out: 100 KB.
const CREDENTIALS_ELSEWHERE = ['http', 'ini', 'login', 'process', 'sso', 'web-identity'].map(
  (kind) => `@aws-sdk/credential-provider-${kind}`,
);

/**
 * Bundles every entry (path from the repository's root) into `dist/functions/<name>/index.mjs`, each on its own, in
 * one run of esbuild. The AWS SDK goes in: the runtime's own copy is older, and loads slower than a shaken one.
 */
export async function bundleAll(entries: readonly string[]): Promise<void> {
  await build({
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
    plugins: [leanZod],
    external: [...CREDENTIALS_ELSEWHERE, '@smithy/credential-provider-imds'],
    banner: { js: BANNER },
    legalComments: 'none',
    logLevel: 'warning',
  });
}
