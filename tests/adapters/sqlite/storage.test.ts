import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSqlite } from '../../../adapters/sqlite/engine.ts';
import { TABLES } from '../../../names.ts';

const newFile = () => join(mkdtempSync(join(tmpdir(), 'peyk-')), 'peyk.sqlite');
const open = (file: string) => openSqlite({ file, tables: TABLES, clock: Date.now });
const key = (sk: string) => ({ pk: { S: 'p' }, sk: { S: sk } });
const MODULE = join(import.meta.dirname, '..', '..', '..', 'adapters', 'sqlite', 'engine.ts');

/** Runs code in a process of its own, as somebody who is not root and behind `limits` of the shell. */
function elsewhere(code: string, limits = ''): string {
  const script = `import { openSqlite } from ${JSON.stringify(MODULE)};
    const tables = { customers: 'Customers', activity: 'Activity', control: 'Control' };
    const open = (file) => openSqlite({ file, tables, clock: Date.now });
    try { ${code} } catch (error) { console.log(error.name + ': ' + error.message); }`;
  const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  const command = `${limits} exec "$0" --input-type=module -e "$1"`;
  const { stdout, stderr } = spawnSync('sh', ['-c', command, process.execPath, script], {
    ...nobody,
    encoding: 'utf8',
  });
  return stdout + stderr;
}

describe('the file', () => {
  it('is for its owner alone, and so are those beside it', async () => {
    const file = newFile();
    const { call, close } = open(file);
    await call('PutItem', { TableName: TABLES.control, Item: key('a') });
    for (const end of ['', '-wal', '-shm']) expect(statSync(file + end).mode & 0o777).toBe(0o600);
    close();
  });

  it('that is none is refused at the start, and left as it is', () => {
    const file = newFile();
    writeFileSync(file, 'This is a text, and no database at all. '.repeat(300));
    const before = readFileSync(file);
    expect(() => open(file)).toThrow(expect.objectContaining({ name: 'DamagedFileError' }));
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('that is damaged in its middle says so when that part is read', async () => {
    const file = newFile();
    const first = open(file);
    const puts = Array.from({ length: 2_000 }, (_, index) =>
      first.call('PutItem', { TableName: TABLES.control, Item: { ...key(`s${index}`), d: { S: 'x'.repeat(900) } } }),
    );
    await Promise.all(puts);
    first.close();
    const bytes = readFileSync(file);
    bytes.fill(0xff, 8192 * 20, bytes.length - 8192);
    writeFileSync(file, bytes);
    const second = open(file);
    await expect(second.call('Scan', { TableName: TABLES.control })).rejects.toMatchObject({
      name: 'DamagedFileError',
      message: expect.stringMatching(/is damaged .* Put back a copy/),
    });
    second.close();
  });

  it('of a later version is not touched', () => {
    const file = newFile();
    open(file).close();
    const code = `const { DatabaseSync } = require('node:sqlite'); new DatabaseSync(process.argv[1]).exec('PRAGMA user_version = 9')`;
    execFileSync(process.execPath, ['-e', code, file]);
    expect(() => open(file)).toThrow(/later version/);
  });

  it('in a folder that is read-only, or not there, is refused at the start by name', () => {
    const file = newFile();
    chmodSync(join(file, '..'), 0o555);
    expect(elsewhere(`open(${JSON.stringify(file)})`)).toMatch(/^NotWritableError: .*peyk.sqlite cannot be written/);
    expect(elsewhere(`open('/nowhere/at/all')`)).toMatch(/^NotWritableError: /);
  });

  it('that has no room left refuses writes, keeps what it answered, and goes on when there is room', async () => {
    const file = newFile();
    chmodSync(join(file, '..'), 0o777);
    const output = elsewhere(
      `const { call } = open(${JSON.stringify(file)});
       let answered = 0;
       for (; answered < 5000; answered++)
         await call('PutItem', { TableName: 'Control', Item: { pk: { S: 'p' }, sk: { S: String(answered) }, d: { S: 'x'.repeat(5000) } } })
           .catch((error) => { console.log(answered + ' ' + error.name + ' ' + error.cause?.name); process.exit(); });`,
      // A file may have 2 MB; the signal that would end the process is turned off.
      "trap '' XFSZ; ulimit -f 4096;",
    );
    expect(output).toMatch(/^\d+ UnavailableError Disk(Full|Failed)Error\n$/);
    const answered = parseInt(output);
    expect(answered).toBeGreaterThan(50);
    chmodSync(file, 0o666);
    const { call, close } = open(file);
    for (let number = 0; number < answered; number++) {
      const { Item } = await call('GetItem', { TableName: TABLES.control, Key: key(String(number)) });
      expect(Item, String(number)).toBeDefined();
    }
    await call('PutItem', { TableName: TABLES.control, Item: key('more') });
    close();
  });
});
