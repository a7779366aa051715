#!/usr/bin/env node
// Runs the TypeScript CLI: in this process where Node can strip types, else through the project's pinned Node.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../main.ts', import.meta.url));
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major > 23 || (major === 22 && minor >= 18) || (major === 23 && minor >= 6)) {
  const { runFromProcess } = await import(main);
  await runFromProcess();
} else {
  const pinned = createRequire(import.meta.url).resolve('node/bin/node');
  process.exit(
    spawnSync(pinned, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' }).status ?? 1,
  );
}
