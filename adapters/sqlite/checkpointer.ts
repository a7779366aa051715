import { Worker } from 'node:worker_threads';

/** Commits between two checkpoints: some MB of log. */
const EVERY = 200;

/**
 * Brings what the log holds into the file, in a thread of its own: that waits for the disk, which nobody else should.
 * Writers go on meanwhile. Where it falls behind, or is gone, SQLite does it itself at 128 MB of log.
 */
export class Checkpointer {
  readonly #worker: Worker;
  #commits = 0;
  #running = false;

  constructor(file: string) {
    this.#worker = new Worker(new URL('./checkpointThread.ts', import.meta.url), { workerData: file });
    this.#worker.unref();
    this.#worker.on('message', () => (this.#running = false));
    this.#worker.on('error', () => undefined);
  }

  committed(): void {
    this.#commits += 1;
    if (this.#running || this.#commits < EVERY) return;
    this.#commits = 0;
    this.#running = true;
    this.#worker.postMessage('checkpoint');
  }

  close(): void {
    void this.#worker.terminate();
  }
}
