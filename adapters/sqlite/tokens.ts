import type { DatabaseSync } from 'node:sqlite';

export const CREATE_TOKENS = [
  'CREATE TABLE IF NOT EXISTS tokens (token TEXT NOT NULL PRIMARY KEY, digest TEXT NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID',
  'CREATE INDEX IF NOT EXISTS tokens_at ON tokens (at)',
];

const KEPT_MS = 10 * 60_000;
const SWEPT_AT_ONCE = 4;

/** Tokens of transactions of the last ten minutes, in the file: a transaction that is sent again is known after a crash. */
export interface Tokens {
  /** The digest of the transaction that came with a token. */
  digestOf(token: string): string | undefined;
  keep(token: string, digest: string): void;
}

export function openTokens(database: DatabaseSync, clock: () => number): Tokens {
  const find = database.prepare('SELECT digest FROM tokens WHERE token = ? AND at > ?');
  const insert = database.prepare('REPLACE INTO tokens (token, digest, at) VALUES (?, ?, ?)');
  const forget = database.prepare(
    `DELETE FROM tokens WHERE token IN (SELECT token FROM tokens WHERE at <= ? LIMIT ${SWEPT_AT_ONCE})`,
  );
  return {
    digestOf(token) {
      const digest = find.get(token, clock() - KEPT_MS)?.['digest'];
      return typeof digest === 'string' ? digest : undefined;
    },
    keep(token, digest) {
      insert.run(token, digest, clock());
      // Each one that comes takes some of the old ones with it, so that there are never many.
      forget.run(clock() - KEPT_MS);
    },
  };
}
