import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

const PATIENCE_MS = 1_500;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Asks a child to end, and makes it end when it does not. */
export async function endChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
  await gone;
  clearTimeout(timer);
}

/** The same for a process that is ours but not our child. */
export async function endStranger(pid: number): Promise<void> {
  if (!signal(pid, 'SIGTERM')) return;
  for (let waited = 0; waited < PATIENCE_MS; waited += 25) {
    if (!signal(pid, 0)) return;
    await pause(25);
  }
  signal(pid, 'SIGKILL');
  for (let waited = 0; waited < PATIENCE_MS && signal(pid, 0); waited += 25) await pause(25);
}

/** False where the process is gone. */
function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}
