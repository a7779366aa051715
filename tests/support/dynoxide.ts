import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { connect } from 'node:net';
import { dirname, join } from 'node:path';
import { endChild } from '../../local/platform/endProcess.ts';
import { freePort } from './freePort.ts';

/** There is no embedded DynamoDB for this kind of machine. */
class NoDynamoError extends Error {
  override readonly name = 'NoDynamoError';
  constructor(what: string) {
    super(
      `dynoxide has no binary for ${what}. Set DYNAMODB_ENDPOINT to the address of a DynamoDB API, ` +
        'for example http://localhost:8000 of DynamoDB Local.',
    );
  }
}

/** Where npm put the binary for a platform and architecture, as Node names them. */
export function dynoxideBinary(platform: string = process.platform, arch: string = process.arch): string {
  const what = `${platform}-${arch}`;
  try {
    const manifest = createRequire(import.meta.url).resolve(`@dynoxide/${what}/package.json`);
    const binary = join(dirname(manifest), platform === 'win32' ? 'dynoxide.exe' : 'dynoxide');
    if (existsSync(binary)) return binary;
  } catch {
    // not installed: npm leaves out optional packages of other platforms
  }
  throw new NoDynamoError(what);
}

/**
 * Starts the embedded DynamoDB on a free port, on a file or (without one) in memory. It gets a process group of its own, so that Ctrl-C reaches
 * the runtime first and the database last.
 */
export async function startDynoxide(file?: string): Promise<{ child: ChildProcess; endpoint: string }> {
  const binary = dynoxideBinary();
  // A free port may be taken between finding and using it.
  for (let tries = 0; tries < 5; tries++) {
    const port = await freePort();
    const child = spawn(binary, ['serve', '--port', String(port), ...(file === undefined ? [] : ['--db-path', file])], {
      stdio: 'ignore',
      detached: true,
    });
    if (await answers(child, port)) return { child, endpoint: `http://127.0.0.1:${port}` };
    await endChild(child);
  }
  throw new Error(`the embedded DynamoDB did not start on ${file ?? 'memory'}`);
}

async function answers(child: ChildProcess, port: number): Promise<boolean> {
  const failure = { seen: false };
  child.once('error', () => (failure.seen = true));
  for (let tries = 0; tries < 500; tries++) {
    if (failure.seen || child.exitCode !== null || child.signalCode !== null) return false;
    if (await connects(port)) return true;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return false;
}

function connects(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const settle = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => settle(true));
    socket.once('error', () => settle(false));
  });
}
