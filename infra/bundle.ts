import { build, type BuildOptions } from 'esbuild';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { leanMjml } from './leanMjml.ts';
import { leanSdk } from './leanSdk.ts';
import { leanZod } from './leanZod.ts';

export const BUNDLES = join(import.meta.dirname, '..', 'dist', 'functions');

/** `functions/tasks/SendShard.ts` -> `steps-SendShard`: the folder of its bundle. */
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

// DDSketch in protobuf, which nobody asks for: the package that does it is not even installed with it.
const NEVER_LOADED = 'protobufjs/minimal';

/** What an entry loads on demand only (the MJML compiler) becomes a file of its own beside it. */
const LOADS_ON_DEMAND = ['functions/api/lambda.ts'];

/**
 * Bundles every entry (path from the repository's root) into `<folder>/<name>/index.mjs`, each on its own. The AWS SDK
 * goes in: the runtime's own copy is older, and loads slower than a shaken one.
 */
export async function bundleAll(entries: readonly string[], folder = BUNDLES): Promise<void> {
  const split = entries.filter((entry) => LOADS_ON_DEMAND.includes(entry));
  const whole = entries.filter((entry) => !split.includes(entry));
  await rm(folder, { recursive: true, force: true });
  await Promise.all([
    build({
      ...options(folder),
      entryPoints: whole.map((entry) => ({ in: entry, out: `${bundleName(entry)}/index` })),
    }),
    // One run each, for a file on demand must lie in the folder of its entry, and be shared with no other.
    ...split.map((entry) =>
      build({
        ...options(join(folder, bundleName(entry))),
        entryPoints: [{ in: entry, out: 'index' }],
        splitting: true,
        chunkNames: '[name]-[hash]',
      }),
    ),
  ]);
}

const options = (outdir: string) =>
  ({
    absWorkingDir: join(import.meta.dirname, '..'),
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
    conditions: ['module'],
    plugins: [leanZod, leanMjml, leanSdk],
    external: [...CREDENTIALS_ELSEWHERE, '@smithy/credential-provider-imds', NEVER_LOADED],
    banner: { js: BANNER },
    // Tables of characters (HTML entities, calendars) are half as long as what escapes them.
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'warning',
  }) satisfies BuildOptions;
