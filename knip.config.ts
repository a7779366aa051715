import type { KnipConfig } from 'knip';
import { ENTRIES } from './infra/functions.ts';

// What nothing uses goes. A trailing ! marks what runs for a user; `npm run lint` asks twice, the second time
// (--production) for code that tests and benches alone keep alive. There an export that its own file uses may stay:
// a limit that a test names is no dead code.
const config: KnipConfig = ({ production = false }) => ({
  ignoreExportsUsedInFile: production,
  workspaces: {
    '.': {
      entry: [
        ...ENTRIES.map((entry) => `${entry}!`),
        // Whole, whoever reads which part of it.
        'contract/*.ts!',
        'infra/app.ts!',
        'local/inbox/child.ts!',
        'adapters/sqlite/checkpointThread.ts!',
        'console/src/app/main.tsx!',
        'console/vite.config.ts',
        'bench/sender.ts',
        'tests/**/*.test.{ts,tsx}',
        // Run by name: by a test, by the deployed tests, at a release.
        'tests/deploy/{main,changedApp}.ts',
        'tests/adapters/sqlite/writerProcess.ts',
        'tests/local/runtimeWithTinyWorkflow.ts',
        'tests/infra/release/store.ts',
      ],
      project: [
        '{contract,core,app,adapters,functions,workflows,infra,local}/**/*.ts!',
        'console/src/**/*.{ts,tsx}!',
        'names.ts!',
        '{bench,lint,tests}/**/*.{ts,tsx,js}',
        '*.{ts,js}',
      ],
    },
    cli: { project: ['**/*.{ts,js}!'] },
  },
});

export default config;
