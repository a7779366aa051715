import { openSqlite } from '../../adapters/sqlite/engine.ts';
import { TABLES } from '../../names.ts';
import type { StoresOptions } from '../../adapters/stores/createStores.ts';
import { startDynamo } from './dynamo.ts';

export type EngineName = 'sqlite' | 'dynamo';

/** What stores are made over, empty and of nobody else. */
type FreshTables = Pick<StoresOptions, 'call' | 'tables'>;

export interface TestEngine {
  fresh(): Promise<FreshTables>;
  stop(): Promise<void>;
}

/** SQLite in memory, unless PEYK_TEST_ENGINE says `dynamo`: then a DynamoDB API. Stop it in `afterAll`. */
export function startEngine(
  name: EngineName = process.env['PEYK_TEST_ENGINE'] === 'dynamo' ? 'dynamo' : 'sqlite',
): Promise<TestEngine> {
  return name === 'dynamo' ? startDynamoEngine() : Promise.resolve(startSqliteEngine());
}

async function startDynamoEngine(): Promise<TestEngine> {
  const dynamo = await startDynamo();
  return {
    fresh: async () => ({ call: dynamo.call, tables: await dynamo.createTables() }),
    stop: () => dynamo.stop(),
  };
}

function startSqliteEngine(): TestEngine {
  const endings: (() => void)[] = [];
  return {
    async fresh() {
      const engine = openSqlite({ file: ':memory:', tables: TABLES, clock: Date.now });
      endings.push(() => engine.close());
      return { call: engine.call, tables: TABLES };
    },
    async stop() {
      for (const end of endings) end();
    },
  };
}
