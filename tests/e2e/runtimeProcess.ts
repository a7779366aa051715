import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

const ROOT = join(import.meta.dirname, '..', '..');

/** A data directory that is gone after the test, with the engines that a killed process left at work on it. */
export function givenData(): string {
  const data = mkdtempSync(join(tmpdir(), 'peyk-e2e-'));
  onTestFinished(() => {
    spawnSync('pkill', ['-f', data]);
    rmSync(data, { recursive: true, force: true });
  });
  return data;
}

export interface Started {
  readonly child: ChildProcess;
  /** Everything it printed so far. */
  output(): string;
  /** Waits for a line. */
  line(pattern: RegExp): Promise<RegExpExecArray>;
  ended(): Promise<{ code: number | null; signal: NodeJS.Signals | null; ms: number }>;
}

/** Runs a script of this repository in a process of its own, killed at the end of the test if it still runs. */
export function start(script: string, environment: Record<string, string>): Started {
  const child = spawn(process.execPath, [join(ROOT, script)], {
    cwd: ROOT,
    env: { ...process.env, PORT: '0', PEYK_EMPTY: '1', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const exit = once(child, 'exit');
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += String(text)));
  onTestFinished(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    await exit;
  });
  return {
    child,
    output: () => output,
    async line(pattern) {
      for (;;) {
        const match = pattern.exec(output);
        if (match) return match;
        if (child.exitCode !== null || child.signalCode !== null) throw new Error(`it ended:\n${output}`);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },
    async ended() {
      const from = performance.now();
      await exit;
      return { code: child.exitCode, signal: child.signalCode, ms: performance.now() - from };
    },
  };
}
