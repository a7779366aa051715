import { UnavailableError } from '../../core/shared/errors.ts';
import type { Call, Operation } from '../dynamo/call.ts';
import type { JsonObject } from '../dynamo/json.ts';
import type { TableNames } from '../dynamo/createTables.ts';
import { toPeykError } from '../dynamo/refusal.ts';
import { Checkpointer } from './checkpointer.ts';
import { LogSync } from './logSync.ts';
import { MEMORY, openFile } from './openFile.ts';
import { batchGetItem } from './operations/batchGetItem.ts';
import { batchWriteItem } from './operations/batchWriteItem.ts';
import { getItem } from './operations/getItem.ts';
import { query } from './operations/query.ts';
import { scan } from './operations/scan.ts';
import { transactWriteItems } from './operations/transactWriteItems.ts';
import { writeItem } from './operations/writeItem.ts';
import { checkOptions } from './options.ts';
import { Reader } from './reader.ts';
import { DiskFailedError, DiskFullError, NotWritableError, toStorageError } from './storageErrors.ts';
import { sweepExpired } from './sweep.ts';
import { openTables } from './tables.ts';
import { openTokens } from './tokens.ts';
import { Writer } from './writer.ts';

/** The nine operations of DynamoDB that the stores use, in this process, on one file. */
export interface SqliteEngine {
  readonly call: Call;
  /** Deletes what may have gone by now; DynamoDB does so by itself, within days. Returns how many items that were. */
  sweep(): Promise<number>;
  /** Resolves when all that was answered before would survive a power cut. */
  readonly durable: () => Promise<void>;
  /** Writes what waits and closes the file; calls after it fail. */
  readonly close: () => void;
}

export interface SqliteOptions {
  /** `:memory:` = none. */
  readonly file: string;
  readonly tables: TableNames;
  /** Epoch ms. */
  readonly clock: () => number;
}

/** Opens the engine. Throws NotWritableError, DiskFullError, DiskFailedError or DamagedFileError. */
export function openSqlite({ file, tables: names, clock }: SqliteOptions): SqliteEngine {
  const database = inWords(file, () => openFile(file));
  const tables = openTables(database, names);
  const tokens = openTokens(database, clock);
  const checkpointer = file === MEMORY ? undefined : new Checkpointer(file);
  const log = file === MEMORY ? undefined : new LogSync(file);
  const writer = new Writer(database, () => {
    checkpointer?.committed();
    log?.committed();
  });
  const reader = new Reader();

  /** Behind writes that were asked for before it and are not committed yet, so that it sees them. */
  const read = <T>(work: () => T): Promise<T> => (writer.busy ? writer.submit(work) : reader.read(work));

  const run = (operation: Operation, input: JsonObject): Promise<JsonObject> => {
    checkOptions(operation, input);
    switch (operation) {
      case 'GetItem':
        return read(() => getItem(tables, input));
      case 'BatchGetItem':
        return read(() => batchGetItem(tables, input));
      case 'Query':
        return read(() => query(tables, input));
      case 'Scan':
        return read(() => scan(tables, input));
      case 'PutItem':
        return writer.submit(writeItem('Put', tables, input));
      case 'UpdateItem':
        return writer.submit(writeItem('Update', tables, input));
      case 'DeleteItem':
        return writer.submit(writeItem('Delete', tables, input));
      case 'BatchWriteItem':
        return writer.submit(batchWriteItem(tables, input));
      case 'TransactWriteItems':
        return writer.submit(transactWriteItems(tables, tokens, input));
    }
  };

  return {
    async call(operation, input) {
      try {
        return await run(operation, input);
      } catch (error) {
        throw writer.closed
          ? new UnavailableError('the database is closed', { cause: error })
          : toCallError(error, file);
      }
    },
    durable: async () => log?.durable(),
    sweep: () => sweepExpired(tables, names, writer, clock),
    close() {
      if (writer.closed) return;
      writer.close();
      // All of it into the one file, whoever else still has it open.
      if (checkpointer) database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      checkpointer?.close();
      void log?.close();
      database.close();
    },
  };
}

function inWords<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw toStorageError(error, file);
  }
}

/** What may pass is `UnavailableError`, as a throttled DynamoDB is: callers know how to wait. */
function toCallError(error: unknown, file: string): unknown {
  const known = toStorageError(error, file);
  const mayPass =
    known instanceof DiskFullError || known instanceof DiskFailedError || known instanceof NotWritableError;
  return mayPass ? new UnavailableError(known.message, { cause: known }) : toPeykError(known);
}
