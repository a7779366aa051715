import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, realpathSync, rmdirSync, rmSync, statSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Another process works on the same data directory. */
class DataInUseError extends Error {
  override readonly name = 'DataInUseError';
}

export interface Lock {
  release(): Promise<void>;
}

/**
 * Takes the data directory for this process, until `release` or the end of the process, however it ends: the lock
 * is a listening socket, so a dead owner leaves nothing but a stale file. `about` is what a refused second start is told.
 */
export async function takeLock(directory: string, about: string): Promise<Lock> {
  const path = socketPath(directory);
  const server = createServer((socket) => socket.on('error', () => undefined).end(about));
  await inTurn(join(directory, 'lock.turn'), async () => {
    if (await listens(server, path)) return;
    const owner = await ask(path);
    if (owner !== undefined)
      throw new DataInUseError(`${directory} is in use by another Peyk (${owner}). Stop it first.`);
    rmSync(path, { force: true });
    if (!(await listens(server, path))) throw new Error(`cannot listen on ${path}`);
  });
  server.unref();
  return { release: () => new Promise((resolve) => server.close(() => resolve())) };
}

// The path of a Unix socket may have 107 bytes (103 on macOS), which a deep directory exceeds.
function socketPath(directory: string): string {
  const real = realpathSync(directory);
  const short = createHash('sha256').update(real).digest('hex').slice(0, 24);
  if (process.platform === 'win32') return `\\\\.\\pipe\\peyk-${short}`;
  const path = join(real, 'lock.sock');
  return Buffer.byteLength(path) <= 100 ? path : join(tmpdir(), `peyk-${short}.sock`);
}

async function listens(server: Server, path: string): Promise<boolean> {
  server.listen(path);
  try {
    await once(server, 'listening');
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') return false;
    throw error;
  }
}

/** What the owner says about itself, or undefined where nobody listens. */
function ask(path: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    let text = '';
    const socket = connect(path);
    socket.setEncoding('utf8').setTimeout(1_000, () => socket.destroy());
    socket.on('connect', () => (text = text || 'starting'));
    socket.on('data', (chunk: string) => (text = text === 'starting' ? chunk : text + chunk));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(text === '' ? undefined : text));
  });
}

const TURN_MS = 5_000;

/** Two starts that find the same stale socket must not both replace it: making a directory is atomic. */
async function inTurn(path: string, work: () => Promise<void>): Promise<void> {
  for (const deadline = Date.now() + 2 * TURN_MS; ;) {
    try {
      mkdirSync(path);
      break;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      const age = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
      if (age > TURN_MS) rmSync(path, { recursive: true, force: true });
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  try {
    await work();
  } finally {
    rmdirSync(path);
  }
}
