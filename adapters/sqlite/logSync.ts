import { open, type FileHandle } from 'node:fs/promises';

/**
 * Waits until commits have reached the disk, outside of the one thread and once for all who ask meanwhile. The log is
 * written in order: what was committed before is there too.
 */
export class LogSync {
  readonly #log: string;
  #handle: FileHandle | undefined;
  #commits = 0;
  #synced = 0;
  #running: Promise<void> | undefined;

  constructor(file: string) {
    this.#log = `${file}-wal`;
  }

  committed(): void {
    this.#commits += 1;
  }

  /** Resolves when every commit before this call would survive a power cut; at once where it has. */
  async durable(): Promise<void> {
    const wanted = this.#commits;
    while (this.#synced < wanted) {
      this.#running ??= this.#sync().finally(() => (this.#running = undefined));
      await this.#running;
    }
  }

  async close(): Promise<void> {
    await this.#running?.catch(() => undefined);
    await this.#handle?.close();
  }

  async #sync(): Promise<void> {
    const commits = this.#commits;
    this.#handle ??= await open(this.#log, 'r+');
    await this.#handle.datasync();
    this.#synced = commits;
  }
}
