import { defineConfig } from 'vitest/config';
import { hasDynamo } from './tests/support/hasDynamo.ts';

interface Options {
  readonly testTimeout?: number;
  readonly fileParallelism?: boolean;
}

const project = (name: string, options: Options = {}) => ({
  test: {
    name,
    include: [`tests/${name}/**/*.test.ts`],
    testTimeout: options.testTimeout ?? 10_000,
    hookTimeout: 60_000,
    fileParallelism: options.fileParallelism ?? true,
  },
});

/** Tests of stores and steps once more, on a DynamoDB API where there is one; in all others the engine is SQLite. */
const onDynamo = {
  test: {
    ...project('dynamo', { testTimeout: 180_000 }).test,
    include: [
      'tests/adapters/stores/**/*.test.ts',
      'tests/app/segments/refresh/**/*.test.ts',
      'tests/app/population/fitPopulation.test.ts',
      'tests/app/campaigns/**/*.test.ts',
    ],
    env: { PEYK_TEST_ENGINE: 'dynamo' },
  },
};

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
      project('docs'),
      ...(hasDynamo() ? [onDynamo] : []),
    ],
  },
});
