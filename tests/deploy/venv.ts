import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './process.ts';

export const ROOT = join(import.meta.dirname, '..', '..');
/** Git ignores it. Also holds what the emulator keeps on disk while it runs. */
export const VENV = join(ROOT, '.venv');

const REQUIREMENTS = join(import.meta.dirname, 'requirements.txt');
const INSTALLED = join(VENV, 'installed.txt');

/** The path of a program in the virtual environment. */
export const inVenv = (program: string): string => join(VENV, 'bin', program);

/** Makes the virtual environment with the pinned packages, unless it is there already. */
export async function prepareVenv(): Promise<string> {
  const wanted = readFileSync(REQUIREMENTS, 'utf8');
  if (existsSync(INSTALLED) && readFileSync(INSTALLED, 'utf8') === wanted) return 'kept';
  await run('python3', ['-m', 'venv', '--clear', VENV], { seconds: 120 }).catch((cause: unknown) => {
    throw new Error('test:deploy needs python3 (3.10 or newer) with the venv module; neither AWS nor Docker.', {
      cause,
    });
  });
  await run(inVenv('pip'), ['install', '--quiet', '--disable-pip-version-check', '-r', REQUIREMENTS], { seconds: 300 });
  writeFileSync(INSTALLED, wanted);
  return 'made';
}
