import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createTableInspector, type TableInspector } from '../../adapters/aws/tableInspector.ts';
import { createCall, type Call } from '../../adapters/dynamo/call.ts';
import { createDynamoClient } from '../../adapters/dynamo/client.ts';
import { createTables } from '../../adapters/dynamo/createTables.ts';
import { openSqlite } from '../../adapters/sqlite/engine.ts';
import { UnsupportedError } from '../../adapters/sqlite/unsupported.ts';
import { TABLES } from '../../names.ts';
import { migrateDynoxide } from './migrateDynoxide.ts';

/** What the stores of this machine are kept in. */
export interface Database {
  readonly call: Call;
  readonly inspector: TableInspector;
  /** Resolves when all that was answered before would survive a power cut. */
  readonly durable: () => Promise<void>;
  /** Deletes what may have gone by now. */
  sweep(): Promise<unknown>;
  close(): void;
}

export interface DatabaseOptions {
  readonly data: string;
  /** A DynamoDB instead of the file. */
  readonly dynamodbEndpoint?: string | undefined;
  /** Epoch ms. */
  readonly clock: () => number;
  /** Told what takes a while. */
  readonly say: (line: string) => void;
}

/** Opens the file of this machine, made where it is missing, or a DynamoDB, with its tables made where they are missing. */
export function openDatabase({ data, dynamodbEndpoint, clock, say }: DatabaseOptions): Promise<Database> {
  return dynamodbEndpoint === undefined ? openFile(data, clock, say) : openDynamo(dynamodbEndpoint);
}

async function openFile(data: string, clock: () => number, say: (line: string) => void): Promise<Database> {
  const file = join(data, 'peyk.sqlite');
  const former = join(data, 'peyk.db');
  if (!existsSync(file) && existsSync(former)) await migrateDynoxide(former, file, say);
  const engine = openSqlite({ file, tables: TABLES, clock });
  return {
    ...engine,
    inspector: {
      // They were made when the file was opened.
      tableIsActive: () => Promise.resolve(true),
      tableIsRestorable: () => Promise.reject(new UnsupportedError('the question', 'point-in-time recovery')),
    },
  };
}

async function openDynamo(endpoint: string): Promise<Database> {
  const client = createDynamoClient({ endpoint });
  await createTables(client, TABLES);
  return {
    call: createCall(client),
    inspector: createTableInspector(client, TABLES),
    durable: () => Promise.resolve(), // a DynamoDB answers no sooner
    sweep: () => Promise.resolve(), // a DynamoDB does so by itself
    close: () => client.destroy(),
  };
}
