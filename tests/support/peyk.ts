import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './freePort.ts';

export const newDataFolder = (): string => mkdtempSync(join(tmpdir(), 'peyk-'));

/** `npm start` as a process of its own, as a user runs it. */
export interface PeykProcess {
  readonly url: string;
  readonly data: string;
  readonly output: () => string;
  readonly waitFor: (text: string, timeoutMs: number) => Promise<void>;
  /** Largest resident memory so far, bytes (Linux). */
  readonly peakMemory: () => number;
  readonly end: (signal: NodeJS.Signals) => Promise<number | null>;
}

// What `npm start` runs, without npm between us and its signals.
const START = (JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: { start: string } }).scripts.start
  .split(' ')
  .slice(1);

const running = new Set<ChildProcess>();
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));

export async function startPeyk(env: Record<string, string> & { PEYK_DATA: string }): Promise<PeykProcess> {
  const port = env['PORT'] ?? String(await freePort());
  const child = spawn(process.execPath, START, {
    env: { ...process.env, ...env, PORT: port },
    stdio: 'pipe',
  });
  running.add(child);
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const exited = once(child, 'exit').then(([code]) => {
    running.delete(child);
    return code as number | null;
  });
  const waitFor = async (text: string, timeoutMs: number): Promise<void> => {
    const deadline = Date.now() + timeoutMs;
    while (!output.includes(text)) {
      if (child.exitCode !== null)
        throw new Error(`Peyk ended with ${child.exitCode} before it said "${text}":\n${output}`);
      if (Date.now() > deadline) throw new Error(`Peyk never said "${text}":\n${output}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  await waitFor('Peyk runs on', 30_000);
  return {
    url: `http://localhost:${port}`,
    data: env.PEYK_DATA,
    output: () => output,
    waitFor,
    peakMemory: () => 1024 * Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? 0),
    end: async (signal) => {
      child.kill(signal);
      return exited;
    },
  };
}

/** Calls the REST API and gives back the parsed answer; anything but 2xx is an error. */
export async function call<T = unknown>(
  base: string,
  method: string,
  path: string,
  body?: unknown,
  type?: string,
): Promise<T> {
  const response = await fetch(base + path, {
    method,
    ...(body === undefined
      ? {}
      : {
          body: type === undefined ? JSON.stringify(body) : (body as string),
          headers: { 'content-type': type ?? 'application/json' },
        }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path} was answered ${response.status}: ${text}`);
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

export async function until<T>(ask: () => Promise<T>, done: (answer: T) => boolean, timeoutMs = 120_000): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (done(answer)) return answer;
    if (Date.now() > deadline) throw new Error(`still waiting: ${JSON.stringify(answer)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
