import type { ChildProcess } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { endChild, endStranger } from './endProcess.ts';
import { commandOf } from './commandOf.ts';

const recordSchema = z.array(
  z.object({ name: z.string(), pid: z.number().int().positive(), marker: z.string().min(1) }),
);
type Recorded = z.infer<typeof recordSchema>[number];

/**
 * The processes this runtime started. They are written down, so that a start after `kill -9` finds and ends what the
 * killed one left behind. `marker` is a part of the command line that no other process has: a pid alone may be reused.
 */
export class Children {
  readonly #file: string;
  readonly #running = new Map<ChildProcess, Recorded>();
  #stopping = false;

  constructor(directory: string) {
    this.#file = join(directory, 'runtime.json');
  }

  /** Ends what an earlier run left behind. Call with the lock held and before the first child. */
  async endLeftovers(): Promise<void> {
    for (const { pid, marker } of this.#read()) {
      if ((await commandOf(pid))?.includes(marker) === true) await endStranger(pid);
    }
    rmSync(this.#file, { force: true });
  }

  /** Takes care of a child; `onLost` is called when it ends without being asked to. */
  add(child: ChildProcess, name: string, marker: string, onLost: (reason: Error) => void): void {
    if (child.pid !== undefined) this.#running.set(child, { name, pid: child.pid, marker });
    this.#write();
    child.once('exit', (code, signal) => {
      this.#running.delete(child);
      if (!this.#stopping) onLost(new Error(`${name} ended unexpectedly (${signal ?? `exit code ${code ?? 0}`})`));
    });
  }

  /** Ends all children, first started last, and forgets them. */
  async stop(): Promise<void> {
    this.#stopping = true;
    for (const child of [...this.#running.keys()].reverse()) await endChild(child);
    rmSync(this.#file, { force: true });
  }

  #read(): Recorded[] {
    try {
      return recordSchema.parse(JSON.parse(readFileSync(this.#file, 'utf8')));
    } catch {
      return []; // no record, or one cut short by the crash: there is nothing to go by
    }
  }

  #write(): void {
    writeFileSync(this.#file, JSON.stringify([...this.#running.values()]));
  }
}
