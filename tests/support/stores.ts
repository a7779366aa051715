import { afterAll, beforeAll } from 'vitest';
import { createStores, type StoresOptions } from '../../adapters/stores/createStores.ts';
import { startDynamo, type TestDynamo } from './dynamo.ts';
import type { Stores } from '../../app/ports/stores/stores.ts';

export interface TestStores {
  /** Stores over fresh tables on the shared engine; `now` is their clock. */
  fresh(options?: Partial<StoresOptions>): Promise<Stores & { readonly options: StoresOptions }>;
  readonly dynamo: () => TestDynamo;
}

/** Call at the top of a test file: one embedded DynamoDB for all its tests. */
export function useStores(now: () => number = () => Date.UTC(2026, 1, 1)): TestStores {
  let dynamo: TestDynamo | undefined;
  beforeAll(async () => {
    dynamo = await startDynamo();
  });
  afterAll(() => dynamo?.stop());
  const running = () => {
    if (!dynamo) throw new Error('only inside tests and hooks');
    return dynamo;
  };
  return {
    dynamo: running,
    async fresh(options = {}) {
      const tables = await running().createTables();
      const all: StoresOptions = { client: running().client, tables, clock: now, ...options };
      return { ...createStores(all), options: all };
    },
  };
}
