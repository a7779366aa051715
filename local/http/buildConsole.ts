import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** True where the console was never built, or one of its sources, or of the contract beside it, is newer than the build. */
export function consoleIsStale(source: string): boolean {
  const built = statSync(join(source, 'dist', 'index.html'), { throwIfNoEntry: false })?.mtimeMs;
  if (built === undefined) return true;
  return [source, join(source, '..', 'contract')]
    .flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && !/[/\\](dist|node_modules)([/\\]|$)/.test(entry.parentPath))
    .some((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs > built);
}

/** Builds the console in a process of its own. Throws with what the build said. */
export async function buildConsole(source: string): Promise<void> {
  if (!existsSync(join(source, 'index.html'))) throw new Error(`there is no console in ${source}`);
  const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin', 'vite.js');
  const child = spawn(process.execPath, [vite, 'build', source, '--logLevel', 'warn'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text) => (said = (said + String(text)).slice(-2_000)));
  const stop = () => child.kill();
  process.once('exit', stop);
  const exit: unknown[] = await once(child, 'exit');
  process.off('exit', stop);
  if (exit[0] !== 0) throw new Error(said.trim() || 'the build of the console failed');
}
