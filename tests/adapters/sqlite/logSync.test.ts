import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openSqlite, type SqliteEngine } from '../../../adapters/sqlite/engine.ts';
import { LogSync } from '../../../adapters/sqlite/logSync.ts';
import { TABLES } from '../../../names.ts';

let folder: string;
let engine: SqliteEngine;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'peyk-'));
  engine = openSqlite({ file: join(folder, 'peyk.sqlite'), tables: TABLES, clock: Date.now });
});
afterEach(() => {
  engine.close();
  rmSync(folder, { recursive: true });
});

const put = (sk: string) =>
  engine.call('PutItem', { TableName: TABLES.control, Item: { pk: { S: 'p' }, sk: { S: sk }, v: { N: '1' } } });

it('waits for the disk once for many writes, and at once where nothing was written', async () => {
  await engine.durable();
  await Promise.all(Array.from({ length: 50 }, (_, index) => put(String(index))));
  const all = [engine.durable(), engine.durable(), put('later').then(() => engine.durable())];
  expect(await Promise.all(all)).toHaveLength(3);
});

it('says so where the log cannot reach the disk', async () => {
  const log = new LogSync(join(folder, 'missing', 'peyk.sqlite'));
  await log.durable();
  log.committed();
  await expect(log.durable()).rejects.toThrow('ENOENT');
});
