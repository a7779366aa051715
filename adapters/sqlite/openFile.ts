import { chmodSync, closeSync, openSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { createStatements, layoutOf, TABLE_IDS } from './schema.ts';
import { CREATE_TOKENS } from './tokens.ts';

/** Nobody but its owner reads the customers of a shop. SQLite gives the files beside it the same mode. */
const MODE = 0o600;

/** Of a file that other versions of this program will understand. */
const FORMAT = 1;

export const MEMORY = ':memory:';

/**
 * Opens the file, made where it is missing.
 *
 * WAL with synchronous NORMAL: a commit writes to the log and leaves it to the system when that reaches the disk. A
 * killed process loses nothing that was answered. FULL would wait for the disk at each commit, in the only thread there
 * is: 4 ms on a common SSD, 40 times the commit itself. Where a power cut may cost nothing either (before a mail leaves,
 * before a request is answered), the host waits for `durable`.
 */
export function openFile(file: string): DatabaseSync {
  if (file !== MEMORY) makePrivate(file);
  const database = new DatabaseSync(file, { timeout: 2_000 });
  try {
    // Eight rows of 1 KB lie on a page: with the usual 4 KB most would need a page of their own beside their tree's.
    database.exec('PRAGMA page_size = 8192');
    database.exec('PRAGMA journal_mode = WAL');
    database.exec('PRAGMA synchronous = NORMAL');
    database.exec('PRAGMA cache_size = -32768'); // KB
    // Usually the checkpointer comes before.
    database.exec('PRAGMA wal_autocheckpoint = 16384');
    createTables(database);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Writes even where all is there, so that a folder that is read-only is found out at the start. */
function createTables(database: DatabaseSync): void {
  const { user_version: format = 0 } = database.prepare('PRAGMA user_version').get() ?? {};
  if (Number(format) > FORMAT) throw new Error('the data was written by a later version of Peyk');
  const layouts = TABLE_IDS.map(layoutOf).flatMap((layout) => [layout, ...layout.indexes]);
  database.exec('BEGIN IMMEDIATE');
  for (const sql of [...layouts.flatMap(createStatements), ...CREATE_TOKENS]) database.exec(sql);
  database.exec(`PRAGMA user_version = ${FORMAT}`);
  database.exec('COMMIT');
}

function makePrivate(file: string): void {
  closeSync(openSync(file, 'a', MODE));
  if ((statSync(file).mode & 0o777) !== MODE) chmodSync(file, MODE);
}
