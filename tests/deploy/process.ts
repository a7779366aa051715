import { spawn } from 'node:child_process';

export interface RunOptions {
  readonly env?: NodeJS.ProcessEnv;
  /** Ends the program after so long. */
  readonly seconds: number;
}

/** Runs a program to its end and resolves to what it wrote. Throws with the end of that when it fails. */
export async function run(command: string, args: readonly string[], { env, seconds }: RunOptions): Promise<string> {
  const child = spawn(command, args, { env: env ?? process.env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.on('data', (data: Buffer) => (output += data.toString()));
  child.stderr.on('data', (data: Buffer) => (output += data.toString()));
  const timer = setTimeout(() => child.kill('SIGKILL'), seconds * 1_000);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  }).finally(() => {
    clearTimeout(timer);
  });
  if (code === 0) return output;
  const end = code === null ? `took more than ${seconds} s` : `ended with ${code}`;
  throw new Error(`${[command, ...args].join(' ')} ${end}:\n${output.slice(-4_000)}`);
}
