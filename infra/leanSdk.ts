import type { Plugin } from 'esbuild';

// Bowser reads a browser's name, event streams are S3 Select's and Transcribe's, and Handlebars takes a source map
// only where one is asked for (without the package it uses its own stand-in). None of it runs in a function.
const UNUSED = ['bowser', 'source-map', '@smithy/core/event-streams'];

// A client of S3 asks for the settings of its event streams as soon as it is made.
const STAND_IN = 'module.exports = { resolveEventStreamSerdeConfig: (config) => config };';

/** Leaves out what the AWS SDK and Handlebars load and never run here: 110 KB of a step. */
export const leanSdk: Plugin = {
  name: 'lean-sdk',
  setup(build) {
    const filter = new RegExp(`^(${UNUSED.join('|')})$`);
    build.onResolve({ filter }, ({ path }) => ({ path, namespace: 'never-run' }));
    build.onLoad({ filter: /.*/, namespace: 'never-run' }, () => ({ contents: STAND_IN }));
  },
};
