import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { openSqlite } from '../../../adapters/sqlite/engine.ts';
import { TABLES } from '../../../names.ts';
import type { Json } from '../../support/app.ts';

const KILLS = 8;
const LANES = [0, 1, 2, 3];

/** The highest number of each lane that was answered before the process was killed. */
async function writeAndKill(file: string, afterMs: number): Promise<number[]> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'writerProcess.ts'), file], { stdio: 'pipe' });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  let problems = '';
  child.stderr.on('data', (chunk: Buffer) => (problems += chunk.toString()));
  while (output === '' && child.exitCode === null) await sleep(5);
  await sleep(afterMs);
  expect(problems).toBe('');
  child.kill('SIGKILL');
  await once(child, 'close');
  const lines = output.split('\n').slice(0, -1);
  return LANES.map((lane) =>
    Math.max(0, ...lines.filter((line) => line.startsWith(`${lane} `)).map((line) => Number(line.split(' ')[1]))),
  );
}

it('after kill -9 at any moment every write that was answered is there, and no half transaction', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'peyk-')), 'peyk.sqlite');
  for (let kill = 0; kill < KILLS; kill++) {
    const answered = await writeAndKill(file, Math.floor(Math.random() * 150));
    const { call, close } = openSqlite({ file, tables: TABLES, clock: Date.now });
    for (const lane of LANES) {
      const count = async (TableName: string) => {
        let [found, ExclusiveStartKey]: [number, unknown] = [0, undefined];
        do {
          const page: Json = await call('Query', {
            TableName,
            KeyConditionExpression: '#p = :p',
            ExpressionAttributeNames: { '#p': 'pk' },
            ExpressionAttributeValues: { ':p': { S: `lane#${lane}` } },
            ExclusiveStartKey,
          });
          found += Number(page.Count);
          ExclusiveStartKey = page.LastEvaluatedKey;
        } while (ExclusiveStartKey !== undefined);
        return found;
      };
      const there = await count(TABLES.control);
      expect(there).toBeGreaterThanOrEqual(answered[lane]!);
      expect(await count(TABLES.activity)).toBe(there);
      if (kill > 0) continue; // later ones begin at 1 again and add to the counter
      const Key = { pk: { S: 'counters' }, sk: { S: String(lane) } };
      const { Item }: Json = await call('GetItem', { TableName: TABLES.control, Key });
      expect(Item?.n.N ?? '0').toBe(String(there));
    }
    close();
  }
});
