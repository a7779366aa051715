import { defineConfig } from 'vitest/config';

const project = (name: string, options: { testTimeout?: number; fileParallelism?: boolean } = {}) => ({
  test: {
    name,
    include: [`tests/${name}/**/*.test.ts`],
    testTimeout: options.testTimeout ?? 10_000,
    hookTimeout: 60_000,
    fileParallelism: options.fileParallelism ?? true,
  },
});

export default defineConfig({
  test: {
    projects: [
      project('contract'),
      project('lint', { testTimeout: 60_000 }),
      project('core', { testTimeout: 60_000 }),
      project('app', { testTimeout: 60_000 }),
      project('adapters', { testTimeout: 60_000 }),
      project('functions', { testTimeout: 60_000 }),
      project('cli', { testTimeout: 60_000 }),
      project('local', { testTimeout: 300_000, fileParallelism: false }),
      project('workflows', { testTimeout: 60_000 }),
      project('infra', { testTimeout: 120_000 }),
      project('faults', { testTimeout: 180_000, fileParallelism: false }),
      project('console', { testTimeout: 120_000, fileParallelism: false }),
      project('e2e', { testTimeout: 300_000, fileParallelism: false }),
    ],
  },
});
