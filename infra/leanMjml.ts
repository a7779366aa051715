import type { Plugin } from 'esbuild';
import { createRequire } from 'node:module';

// The MJML compiler can also minify, beautify, fetch and guess encodings; through these it brings TypeScript and an
// HTTP client along: 6 MB. Nothing of it is called when a template held in memory is compiled as it is.
const UNUSED = ['cssnano-preset-lite', 'encoding-sniffer', 'htmlnano', 'js-beautify', 'undici', 'web-resource-inliner'];

// What it has twice, once would do: lodash beside its minified self, and an older cheerio for inline styles.
const TWICE = { './lodash.min': 'lodash', cheerio: 'cheerio' } as const;

const require = createRequire(import.meta.url);

/** Leaves out what the MJML compiler loads and never runs here; tests/infra/bundles.test.ts compares the results. */
export const leanMjml: Plugin = {
  name: 'lean-mjml',
  setup(build) {
    build.onResolve({ filter: new RegExp(`^(${UNUSED.join('|')})$`) }, ({ path }) => ({ path, namespace: 'unused' }));
    build.onLoad({ filter: /.*/, namespace: 'unused' }, () => ({ contents: 'module.exports = {};' }));
    for (const [found, instead] of Object.entries(TWICE)) {
      const filter = new RegExp(`^${found.replaceAll('.', '\\.')}$`);
      build.onResolve({ filter }, () => ({ path: require.resolve(instead) }));
    }
  },
};
