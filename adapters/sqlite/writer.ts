import type { DatabaseSync } from 'node:sqlite';
import { UnavailableError } from '../../core/shared/errors.ts';
import { DynamoRefusal } from '../dynamo/refusal.ts';
import { UnsupportedError } from './unsupported.ts';

/** How long one commit may gather writes, ms: everything else in the process waits so long. */
const TURN_MS = 5;

interface Waiting {
  readonly work: () => void;
  readonly settle: (failure?: Error) => void;
}

/**
 * The one writer. Writes that are asked for in one turn of the event loop are one transaction of the file: they share
 * its commit, and each is answered after it. What is refused is one write alone; any other failure undoes all writes
 * of the turn, and all of them are told.
 */
export class Writer {
  readonly #database: DatabaseSync;
  readonly #committed: () => void;
  readonly #waiting: Waiting[] = [];
  #scheduled = false;
  #closed = false;

  /** `committed` is told of every commit. */
  constructor(database: DatabaseSync, committed: () => void) {
    this.#database = database;
    this.#committed = committed;
  }

  /** Runs `work` inside the next transaction, in turn. It must refuse, if it does, before it writes. */
  submit<T>(work: () => T): Promise<T> {
    if (this.#closed) return Promise.reject(new UnavailableError('the database is closed'));
    return new Promise((resolve, reject) => {
      let result: T;
      this.#waiting.push({
        work: () => {
          result = work();
        },
        settle: (failure) => {
          if (failure === undefined) resolve(result);
          else reject(failure);
        },
      });
      this.#schedule();
    });
  }

  /** True where something waits for the next transaction. */
  get busy(): boolean {
    return this.#waiting.length > 0;
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** Writes all that waits, and answers it; nothing comes after. */
  close(): void {
    this.#closed = true;
    while (this.#waiting.length > 0) this.#commit();
  }

  #schedule(): void {
    if (this.#scheduled || this.#waiting.length === 0) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      if (this.#waiting.length > 0) this.#commit();
      this.#schedule();
    });
  }

  /** One transaction of what waits, as much as fits into a turn. */
  #commit(): void {
    const ends = performance.now() + TURN_MS;
    const refusals: (Error | undefined)[] = [];
    try {
      this.#database.exec('BEGIN IMMEDIATE');
      for (const { work } of this.#waiting) {
        refusals.push(undefined);
        refusals[refusals.length - 1] = refusalOf(work);
        if (performance.now() > ends) break;
      }
      this.#database.exec('COMMIT');
      this.#committed();
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      const failure = error instanceof Error ? error : new Error(String(error));
      for (const { settle } of this.#waiting.splice(0, Math.max(1, refusals.length))) settle(failure);
      return;
    }
    this.#waiting.splice(0, refusals.length).forEach(({ settle }, index) => settle(refusals[index]));
  }
}

function refusalOf(work: () => void): Error | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof DynamoRefusal || error instanceof UnsupportedError) return error;
    throw error;
  }
}
