import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The command line of a process of this machine, arguments separated by spaces; undefined where there is none. */
export async function commandOf(pid: number): Promise<string | undefined> {
  try {
    if (process.platform === 'linux') return (await readFile(`/proc/${pid}/cmdline`, 'utf8')).replaceAll('\0', ' ');
    if (process.platform !== 'win32') return (await run('ps', ['-p', String(pid), '-o', 'command='])).stdout;
    const query = `(Get-CimInstance Win32_Process -Filter 'ProcessId=${pid}').CommandLine`;
    return (await run('powershell', ['-NoProfile', '-Command', query])).stdout;
  } catch {
    return undefined;
  }
}
