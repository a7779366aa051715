import { afterAll, beforeAll } from 'vitest';
import { createStores, type StoresOptions } from '../../adapters/stores/createStores.ts';
import { startEngine, type EngineName, type TestEngine } from './engine.ts';
import type { Stores } from '../../app/ports/stores/stores.ts';

export interface TestStores {
  /** Stores over fresh tables; `now` is their clock. */
  fresh(options?: Partial<StoresOptions>): Promise<Stores & { readonly options: StoresOptions }>;
}

/** Call at the top of a test file: one engine for all its tests, SQLite unless `engine` or the environment says else. */
export function useStores(now: () => number = () => Date.UTC(2026, 1, 1), engine?: EngineName): TestStores {
  let running: TestEngine | undefined;
  beforeAll(async () => {
    running = await startEngine(engine);
  });
  afterAll(() => running?.stop());
  return {
    async fresh(options = {}) {
      if (!running) throw new Error('only inside tests and hooks');
      const all: StoresOptions = { ...(await running.fresh()), clock: now, ...options };
      return { ...createStores(all), options: all };
    },
  };
}
